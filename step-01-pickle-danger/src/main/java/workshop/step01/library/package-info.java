/**
 * A small library that someone once added to the project. Nothing in it is malicious, no one thinks
 * about it, and it is on the worker's class path: an attacker needs no more.
 */
package workshop.step01.library;
