/**
 * The learner's command, {@code ./coach}. {@link workshop.coach.Main} is where the script starts;
 * from there on each package stands on those below it:
 *
 * <ul>
 *   <li>{@code commands}: what you can type, one class each
 *   <li>{@code watch}: the loop of {@code watch}, with its keys and what it shows
 *   <li>{@code export}: a score in the forms that instructors' tools read
 *   <li>{@code machine}: what the coach needs of the machine that it runs on: Maven, browser, disk
 *   <li>{@code steps}: steps and exercises as a learner knows them: named, graded, hinted at,
 *       solved, put back
 *   <li>{@code engine}: compiles and runs exercises; {@code git}: the workshop's history and the
 *       branch of the solutions
 * </ul>
 */
package workshop.coach;
