/**
 * A small library that somebody once added to the project. Nothing in it is malicious, nobody
 * thinks about it, and it lies on the worker's class path: that is all that an attacker needs.
 */
package workshop.step01.library;
