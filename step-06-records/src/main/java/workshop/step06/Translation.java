package workshop.step06;

/**
 * The text in another language.
 *
 * @param text the translated text
 * @param reviewed whether someone who speaks the language has read it
 */
public record Translation(String text, boolean reviewed) {}
