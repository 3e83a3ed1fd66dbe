/**
 * The command {@code watch} at work. {@link workshop.coach.watch.Watch} is the loop. Into it come
 * saves ({@code SourceWatcher}), verdicts ({@code Checker}) and keys ({@code Keys}); they change
 * the {@code WatchedStep}, and a {@code View} of that goes to the {@code Display}.
 */
package workshop.coach.watch;
