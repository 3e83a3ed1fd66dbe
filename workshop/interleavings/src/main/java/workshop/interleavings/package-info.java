/**
 * Every interleaving: races that happen on every run.
 *
 * <p>{@linkplain workshop.interleavings.Interleavings Two or more actors} run the code under test,
 * unchanged, on threads of their own against the real database and the real Redis. Where they touch
 * the world, at the {@linkplain workshop.interleavings.Seams seams}, each of them announces its
 * next operation and stands still. A scheduler lets one of them go at a time, from one announcement
 * to the next, and explores by depth-first search all orders in which they can go; nothing of a
 * state is stored, each schedule starts in a fresh world and replays a prefix of choices. That is
 * stateless model checking, as Godefroid's VeriSoft did it first. The result is an {@linkplain
 * workshop.interleavings.Exploration outcome table} after the model of jcstress, and the shortest
 * bad schedule with a lane for each actor, as Hermitage writes its anomalies.
 *
 * <p>What counts as a step: an operation on the world, and all that its actor does by itself until
 * it announces the next one. The end of a transaction that only read is no step of its own, because
 * nobody can see it; nor is a look at an empty queue. What a scenario leaves out of its {@linkplain
 * workshop.interleavings.Interleavings#points points} happens together with what precedes it.
 * Memory that the actors share is not watched, nor are threads that they start: such a thread
 * passes through the seams as it likes. A Java lock that they share is seen when one has to wait
 * for it; between {@linkplain workshop.interleavings.Interleavings#separateProcesses separate
 * processes} that ends badly. A lock without an owner, such as a semaphore, is not recognised: who
 * waits for it is {@linkplain workshop.interleavings.StuckException stuck}.
 *
 * <p>Who cannot move is known, not guessed. An empty queue: the broker is asked. A row lock: the
 * statement is tried with the shortest patience while everybody else stands still; if it finds a
 * lock, this order is not possible, and the schedule is thrown away and not counted. A Java lock:
 * the JVM is asked who holds it, and it counts when that one stands still. When nobody can move and
 * nobody waits for a message, it is a deadlock, and the report says who waits for what.
 *
 * @see <a href="https://doi.org/10.1145/263699.263717">P. Godefroid: Model Checking for Programming
 *     Languages using VeriSoft</a>
 * @see <a href="https://github.com/openjdk/jcstress">jcstress</a>
 * @see <a href="https://github.com/ept/hermitage">Hermitage</a>
 */
package workshop.interleavings;
