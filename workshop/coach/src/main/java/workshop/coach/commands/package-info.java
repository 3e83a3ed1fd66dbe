/**
 * The commands, one class each. {@link workshop.coach.commands.Coach} is the root of them, and has
 * what they all need.
 */
package workshop.coach.commands;
