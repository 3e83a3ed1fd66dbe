package workshop.step06;

/**
 * The text in another language.
 *
 * @param text the translated text
 * @param reviewed whether somebody read it who speaks the language
 */
public record Translation(String text, boolean reviewed) {}
