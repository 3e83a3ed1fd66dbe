/**
 * The machine that the coach runs on: its Maven, its browser, and a clean copy of the workshop to
 * run things in.
 */
package workshop.coach.machine;
