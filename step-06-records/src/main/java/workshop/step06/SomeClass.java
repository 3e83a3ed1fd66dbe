package workshop.step06;

/**
 * The article's class. The article gives no types, so anything may be in it.
 *
 * @param foo anything
 * @param bar anything, for example another SomeClass
 */
public record SomeClass(Object foo, Object bar) {}
