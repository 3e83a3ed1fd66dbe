/**
 * The kit's queue beside those that you would take instead, on one Redis in one run: how fast they
 * are, how many round trips each message needs, and what becomes of a killed worker's message.
 */
package workshop.comparisons;
