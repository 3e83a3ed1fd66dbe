package workshop.step03;

import java.util.List;
import java.util.function.UnaryOperator;
import workshop.forum.Moderation;

/** The rules, in the order in which they apply. */
final class HouseRules {

    private static final List<UnaryOperator<String>> RULES = List.of(Links::cut, Moderation::clean);

    private HouseRules() {}

    static String clean(String body) {
        var text = body;
        for (var rule : RULES) {
            text = rule.apply(text);
        }
        return text;
    }
}
