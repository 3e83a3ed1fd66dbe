/**
 * The web process and the worker process as real processes: any number of them, on any machine that
 * reaches the Redis and the database. What they run is the solution of step 02: the web process
 * writes tasks into an outbox and relays them, the worker does each of them once.
 */
package workshop.processes;
