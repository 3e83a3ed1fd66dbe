/**
 * What the coach does with git: it reads the workshop's history, and writes the branch {@code
 * solutions}, on which every step is solved.
 */
package workshop.coach.git;
