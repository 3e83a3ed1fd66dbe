/**
 * The engine that compiles a step's sources, runs its exercises in a process of their own, and says
 * what became of them. {@link workshop.coach.engine.Engine} is the way in.
 */
package workshop.coach.engine;
