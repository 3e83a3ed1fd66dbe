/**
 * The commands, one class each. {@link workshop.coach.commands.Coach} is their root, and holds what
 * they share.
 */
package workshop.coach.commands;
