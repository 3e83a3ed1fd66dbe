package workshop.step06;

/**
 * The article's class, with the article's types, which are none: anything may be in it.
 *
 * @param foo anything
 * @param bar anything, another of these for example
 */
public record SomeClass(Object foo, Object bar) {}
