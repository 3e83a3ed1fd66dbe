package workshop.step03;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.test.util.AopTestUtils;
import workshop.queue.Message;
import workshop.step03.Ran.Row;
import workshop.step03.Ran.Text;

/**
 * What a look-up by name does with a name that it does not know. A method is a look-up if it finds
 * questions by one name and answers by another. It must throw for a third, or find nothing.
 */
final class UnknownNames {

    /** How a type may be called, made from its name in lower case. */
    private static final List<UnaryOperator<String>> SPELLINGS =
            List.of(
                    name -> name,
                    name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                    name -> name.toUpperCase(Locale.ROOT),
                    name -> name + "s",
                    name -> "moderate_" + name);

    private static final Set<Class<?>> PARAMETERS =
            Set.of(String.class, Message.class, Object.class, Long.class, long.class);

    private final Object shims;
    private final Runnable freshRows;
    private final Supplier<Map<Row, Text>> rows;

    /** What a call did: it threw, or it was about these types, or it gave a result of its own. */
    private record Effect(boolean thrown, Set<ForumType> about, boolean nothingToUse) {}

    /**
     * @param freshRows puts row 7 into each table
     * @param rows the rows as they are
     */
    UnknownNames(Shims shims, Runnable freshRows, Supplier<Map<Row, Text>> rows) {
        this.shims = AopTestUtils.getUltimateTargetObject(shims);
        this.freshRows = freshRows;
        this.rows = rows;
    }

    void requireRefusals() {
        Stream.of(Shims.class.getDeclaredMethods())
                .filter(UnknownNames::takesOneName)
                .forEach(method -> SPELLINGS.forEach(spelling -> require(method, spelling)));
    }

    private static boolean takesOneName(Method method) {
        var types = List.of(method.getParameterTypes());
        return PARAMETERS.containsAll(types)
                && Collections.frequency(types, String.class) <= 1
                && (types.contains(String.class) || types.contains(Message.class));
    }

    private void require(Method method, UnaryOperator<String> spelling) {
        for (var type : List.of(ForumType.QUESTION, ForumType.ANSWER)) {
            if (!call(method, spelling.apply(type.toString())).about().equals(Set.of(type))) {
                return;
            }
        }
        var unknown = spelling.apply("poll");
        var effect = call(method, unknown);
        if (!effect.thrown() && (!effect.about().isEmpty() || effect.nothingToUse())) {
            var message =
                    """
                    Your code looks something up by a name, and no type has the name "%s". It %s. \
                    So a type that someone forgets there is silently left out, or taken for \
                    another. Throw an exception for a name that is not known.\
                    """
                            .formatted(
                                    unknown,
                                    effect.about().isEmpty()
                                            ? "returned as if all were done"
                                            : "went to the "
                                                    + effect.about().iterator().next()
                                                    + "s");
            throw SharedCode.failure(message, new SharedCode().placesIn(method));
        }
    }

    private Effect call(Method method, String name) {
        freshRows.run();
        var before = rows.get();
        RepositoryCalls.begin();
        Object result;
        try {
            method.setAccessible(true);
            result = method.invoke(shims, arguments(method, name));
        } catch (InvocationTargetException e) {
            return new Effect(true, Set.of(), false);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        var about = EnumSet.noneOf(ForumType.class);
        about.addAll(RepositoryCalls.called());
        rows.get()
                .forEach(
                        (row, text) -> {
                            if (!text.equals(before.get(row))) {
                                about.add(row.type());
                            }
                        });
        Stream.of(ForumType.values()).filter(type -> isOf(result, type)).forEach(about::add);
        return new Effect(false, about, method.getReturnType() == void.class);
    }

    /** Whether it is that type's repository or its class. */
    private static boolean isOf(Object result, ForumType type) {
        return result instanceof Class<?> entity
                ? entity.getSimpleName().equals(type.entity())
                : RepositoryCalls.typeOf(result) == type;
    }

    private static Object[] arguments(Method method, String name) {
        return Arrays.stream(method.getParameterTypes())
                .map(
                        type ->
                                type == String.class
                                        ? name
                                        : type == Message.class
                                                ? Message.of(
                                                        name,
                                                        "application/json",
                                                        "7".getBytes(UTF_8))
                                                : (Object) 7L)
                .toArray();
    }
}
