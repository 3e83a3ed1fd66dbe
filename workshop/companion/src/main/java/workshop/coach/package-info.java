/**
 * The learner's companion: the commands of {@code ./workshop/coach}, one class each, and {@link workshop.coach.Watch}, the loop of
 * {@code watch}, with what it stands on. {@link workshop.coach.Main} is where the script starts.
 */
package workshop.coach;
