/**
 * The web process and the worker process as real processes: any number of them, on any machine that
 * reaches Redis and the database. They run the solution of step 02: the web process writes tasks
 * into an outbox and relays them, and the worker does each of them once.
 */
package workshop.processes;
