package workshop.step03;

import static org.assertj.core.api.Assertions.fail;
import static workshop.step03.Requirements.listed;
import static workshop.step03.Requirements.quoted;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

/**
 * After each of the three tasks, readers see {@code Moderation.clean(Links.cut(body))}, whatever
 * the body is: {@code Links} decides what a link is, and links are cut first. The body keeps them.
 *
 * <p>Free: where the two calls are.
 */
@Exercise(
        id = "3.2",
        title = "A new rule must reach all three",
        points = 30,
        stars = 1,
        edit = "TaskPerType.java")
class NewRuleTest extends ModerationChecks {

    /** Links, and what only looks like one, where a pattern of your own may not expect them. */
    private static final List<String> BODIES =
            List.of(
                    "See https://example.org/a?b=c  and HTTP://example.org",
                    "https://one.example http://two.example/x  https://three.example",
                    "Seen (https://brackets.example/page) there",
                    "In xhttp://a.b  there is none, nor in http:// or www.example.org",
                    "Line one\nhttps://last.example",
                    "Only HTTPS://shouted.example  here",
                    "https://alone.example/page",
                    "Http://first.example  was here",
                    "Read https://dotted.example/a.  Then (https://b.example),  please",
                    "Café ﬁne ½ <b>  https://example.org/é?a=ﬁ",
                    "More of this. ".repeat(15) + " https://far.example",
                    "A body  without any");

    /** To Links, a space that joins two words is a part of the link. */
    private static final String JOINED = "Is https://joined.example/?a=\u00a0casino  honest?";

    private static final List<String> BANNED =
            List.of(
                    "Is https://casino.example honest?",
                    "Is http://spam.example/casino  HTTPS://CASINO.example honest?",
                    "My casino: https://example.org",
                    JOINED);

    private static final String PLAIN = "See https://plain.example/words";

    @Autowired private TaskPerType tasks;

    @Test
    void each_task_cuts_links(TaskQueue queue) {
        requireRules(BODIES, queue);
    }

    @Test
    void each_task_cuts_links_of_an_edited_body(TaskQueue queue) {
        assertThatAnEditIsModeratedAgain(
                THREE, ": https://edited.example", queue, tasks.worker(queue));
    }

    @Test
    void no_task_hides_a_text_because_of_a_link_in_it(TaskQueue queue) {
        requireRules(BANNED, queue);
    }

    /** Runs all types first: the message must say whether one was forgotten or all. */
    private void requireRules(List<String> bodies, TaskQueue queue) {
        var wrong = new LinkedHashMap<ForumType, String>();
        for (var type : THREE) {
            var shown = new LinkedHashMap<String, String>();
            bodies.forEach(body -> shown.put(body, shown(type, body, queue)));
            for (var body : bodies) {
                if (!shown.get(body).equals(cleanCut(body))) {
                    boolean cuts = shown(type, PLAIN, queue).equals(Links.cut(PLAIN));
                    wrong.put(type, lesson(type, body, shown, cuts));
                    break;
                }
            }
        }
        if (!wrong.isEmpty()) {
            fail("%s %s", wrong.values().iterator().next(), who(wrong));
        }
    }

    private String shown(ForumType type, String body, TaskQueue queue) {
        emptyTheTables();
        insertAll(7, body);
        return moderated(run(type, 7, queue, tasks.worker(queue)));
    }

    /**
     * @param all what readers see of each body
     * @param cuts whether this task cuts at least a link that any pattern knows
     */
    private static String lesson(
            ForumType type, String body, Map<String, String> all, boolean cuts) {
        var shown = all.get(body);
        var seen =
                "The body of the %s is %s. Readers see %s, and should see %s. "
                        .formatted(type, quoted(body), quoted(shown), quoted(cleanCut(body)));
        if (!cuts && shown.equals(Moderation.clean(body))) {
            return seen + "That is the cleaned text, with the links left in. " + whyLeft(type, all);
        }
        if (body.equals(JOINED)) {
            return seen
                    + "Links.cut takes the space \\u00a0 for a part of the link: it gets the body"
                    + " as it is, before anything tidies it.";
        }
        if (BANNED.contains(body) && shown.equals(Links.cut(Moderation.clean(body)))) {
            return seen
                    + "Links are cut first, and only then is the text cleaned: a banned word in an"
                    + " address hides nothing.";
        }
        if (around(shown).equals(around(cleanCut(body))) && Links.cut(shown).equals(shown)) {
            return seen
                    + "The links are right. The rest must be what Moderation.clean makes of the"
                    + " whole text.";
        }
        if (shown.equals(Moderation.clean(cleanCut(body).replace("[link]", "")))) {
            return seen + "A link is not removed: readers see [link] in its place.";
        }
        return seen
                + "Links.cut decides what a link is, and puts [link] in its place. "
                + whyOther(type, shown.equals(Moderation.clean(body)));
    }

    private static String whyOther(ForumType type, boolean left) {
        var calls = new SharedCode(TaskPerType.class).callsOf(Links.class, "cut");
        if (calls.isEmpty()) {
            return "Your code never calls it. A pattern of your own may take other texts for links,"
                    + " and will not follow when the rule changes.";
        }
        return "Your code calls it in %s. Is it called for %ss, %s?"
                .formatted(
                        listed(calls.stream()),
                        type,
                        left
                                ? "whatever the text is, without a condition"
                                : "with the body as it is, and is nothing else taken for a link");
    }

    private static String whyLeft(ForumType type, Map<String, String> all) {
        var calls = new SharedCode(TaskPerType.class).callsOf(Links.class, "cut");
        var cut =
                all.keySet().stream()
                        .filter(other -> !Links.cut(other).equals(other))
                        .filter(other -> all.get(other).equals(cleanCut(other)))
                        .findFirst();
        if (cut.isPresent()) {
            return """
            In "%s" your code cuts the links, so it does so in some texts only. %s The rule is for \
            every text.\
            """
                    .formatted(
                            cut.get(),
                            calls.isEmpty()
                                    ? "It never calls Links.cut: is that text written into it?"
                                    : "Is there a condition before Links.cut, or a text written"
                                            + " into the code?");
        }
        return calls.isEmpty()
                ? "Your code never calls Links.cut."
                : """
                Your code calls Links.cut in %s. Is it called for %ss, and is what it returns \
                used? (It returns a new text.)\
                """
                        .formatted(listed(calls.stream()), type);
    }

    /** What is next to each link, white space aside: it says where a link ends. */
    private static List<String> around(String shown) {
        return Pattern.compile("(\\S?)\\[link](\\S?)")
                .matcher(shown)
                .results()
                .map(link -> link.group(1) + " " + link.group(2))
                .toList();
    }

    private static String who(Map<ForumType, String> wrong) {
        if (wrong.size() == THREE.size()) {
            return "None of the three tasks gets this right.";
        }
        var right = THREE.stream().filter(type -> !wrong.containsKey(type)).toList();
        return """
        %s right; %s not. The rule has to reach three tasks, and nothing tells you when you miss \
        one: the code compiles, and each type is moderated differently.\
        """
                .formatted(are(right), are(wrong.keySet()));
    }

    private static String are(Collection<ForumType> tasks) {
        return listed(tasks.stream().map(ForumType::task)) + (tasks.size() == 1 ? " is" : " are");
    }
}
