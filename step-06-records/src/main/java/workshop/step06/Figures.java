package workshop.step06;

import java.math.BigDecimal;

/**
 * The spam filter's measurements.
 *
 * @param links how many links the text has
 * @param fingerprint the text's fingerprint; uses all 64 bits
 * @param likelihood how likely it is that the text is spam
 * @param bounty the reward that the author offers for an answer; 5.0 and 5.00 are not equal
 */
public record Figures(int links, long fingerprint, double likelihood, BigDecimal bounty) {}
