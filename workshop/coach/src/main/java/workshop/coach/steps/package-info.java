/**
 * Steps and exercises as a learner knows them. {@link workshop.coach.steps.Workshop} finds them by
 * the names that one types; the other classes each do one thing with one: grade it, show it, hint
 * at it, solve it, put it back as it was.
 */
package workshop.coach.steps;
