/** The branch {@code solutions}, on which every step is solved: to compare with, or to look around in. */
package workshop.coach.branch;
