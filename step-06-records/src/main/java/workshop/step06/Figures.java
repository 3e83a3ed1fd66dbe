package workshop.step06;

import java.math.BigDecimal;

/**
 * What the spam filter measured.
 *
 * @param links how many links the text has
 * @param fingerprint of the text; uses all 64 bits
 * @param likelihood that it is spam
 * @param bounty what the author offers for an answer; 5.0 and 5.00 are not equal
 */
public record Figures(int links, long fingerprint, double likelihood, BigDecimal bounty) {}
