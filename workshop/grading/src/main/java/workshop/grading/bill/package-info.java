/**
 * The bill of steps 03 to 05: what a design costs when one more type arrives, counted in the
 * learner's own sources and laid out so that the designs can be compared. {@link
 * workshop.grading.bill.Bill} is the way in.
 */
package workshop.grading.bill;
