/**
 * The machine that the coach runs on: its checkup, its Maven, browser and editor, a clean copy of
 * the workshop to run things in, and the stick for machines without a network.
 */
package workshop.coach.machine;
