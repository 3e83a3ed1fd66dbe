package workshop.twins;

import java.util.Map;
import workshop.step06.Tone;

/** Its type can't travel: JSON's keys are text. */
public record ByTone(Map<Tone, String> labels) {}
