/**
 * Steps and exercises as a learner knows them. {@link workshop.coach.steps.Workshop} finds them by
 * the names that you type. Each of the other classes does one thing with an exercise: grades it,
 * shows it, hints at it, solves it, puts it back as it was.
 */
package workshop.coach.steps;
