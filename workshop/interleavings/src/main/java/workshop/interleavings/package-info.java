/**
 * Runs code in every order in which its processes can meet, so that a race shows on every run.
 *
 * <h2>How a schedule is found</h2>
 *
 * <p>{@linkplain workshop.interleavings.Interleavings#actor Actors} run the unchanged code under
 * test against the real database and the real queue, each on its own thread. Before each operation
 * on them, an actor stops at a {@linkplain workshop.interleavings.Seams seam} and tells what it is
 * about to do. One <em>step</em> is that operation and everything its actor does until it stops
 * again. When all have stopped, the scheduler lets one go. That is a choice; a schedule is a series
 * of choices, and together they are a tree. Below: the web process enqueues a question's id before
 * it commits, and a worker looks for that question.
 *
 * <pre>
 * web INSERT
 * web enqueue                    the worker cannot pop before this
 * │
 * ├─ web COMMIT                  choose: web or worker?
 * │  └─ worker pop, SELECT, UPDATE, COMMIT, acknowledge    moderated
 * └─ worker pop
 *    ├─ web COMMIT               choose again
 *    │  └─ worker SELECT, UPDATE, COMMIT, acknowledge      moderated
 *    └─ worker SELECT: no row    ✘ from this step on, every order ends badly
 *       ├─ web COMMIT
 *       │  └─ worker dead letter                           question not found
 *       └─ worker dead letter
 *          └─ web COMMIT                                   question not found
 * </pre>
 *
 * <p>The {@link workshop.interleavings.Explorer} searches this tree depth first. It stores no
 * state: each schedule starts in a fresh world, replays the choices up to the last {@link
 * workshop.interleavings.ChoicePoint} that has an alternative left, and takes that one. So the code
 * must do the same thing each time; if it does not, a {@link
 * workshop.interleavings.NotRepeatableException} says so.
 *
 * <h2>How it is run</h2>
 *
 * <p>A {@link workshop.interleavings.ScheduleRun} moves one actor at a time. It never guesses from
 * the time which actors can move; it asks:
 *
 * <ul>
 *   <li>An empty queue: the broker says whether a message is waiting.
 *   <li>A locked row: the statement runs with the shortest {@linkplain
 *       workshop.interleavings.RowLocks timeout} while all others are stopped. If it finds a lock,
 *       this order cannot happen; its schedule is thrown away and not counted.
 *   <li>A Java lock: the {@linkplain workshop.interleavings.JavaLocks JVM} says who holds it.
 * </ul>
 *
 * <p>If no actor can move, the first that waits for a message goes on without one, like a worker
 * that has waited long enough. If no actor waits for a message, it is a deadlock, and the {@link
 * workshop.interleavings.WaitForGraph} says who waits for what.
 *
 * <h2>How it is told</h2>
 *
 * <p>An {@link workshop.interleavings.Exploration} counts the schedules by outcome and picks the
 * shortest bad one. {@link workshop.interleavings.TextReport} writes the table, as jcstress does,
 * and that schedule with a lane for each actor, as Hermitage writes its anomalies; {@link
 * workshop.interleavings.TimelinePage} draws the same. {@link workshop.interleavings.FreeRuns} show
 * how often luck hides the mistake when nothing schedules the actors.
 *
 * <h2>What it does not see</h2>
 *
 * <p>The end of a transaction that only reads is no step, because no one can see it. An operation
 * that a scenario leaves out of its {@linkplain workshop.interleavings.Interleavings#points points}
 * belongs to the step before. Memory that the actors share is not watched. A thread that the code
 * starts itself is not scheduled; when it touches the world, or has work left at the end, the
 * exploration ends with an {@link workshop.interleavings.OwnThreadError}. Java locks count as
 * waiting, but between {@linkplain workshop.interleavings.Interleavings#separateProcesses separate
 * processes} such a wait ends badly. A lock without an owner, such as a semaphore, is not
 * recognised: a thread that waits for it is {@linkplain workshop.interleavings.StuckException
 * stuck}.
 *
 * @see <a href="https://doi.org/10.1145/263699.263717">P. Godefroid: Model Checking for Programming
 *     Languages using VeriSoft</a>, the first search of this kind: stateless model checking
 * @see <a href="https://github.com/openjdk/jcstress">jcstress</a>
 * @see <a href="https://github.com/ept/hermitage">Hermitage</a>
 */
package workshop.interleavings;
