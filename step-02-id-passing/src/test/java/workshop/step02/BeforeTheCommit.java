package workshop.step02;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import workshop.interleavings.Kind;

/** Where in a transaction's life the queue was called, and what people try before the cure. */
final class BeforeTheCommit {

    private static final List<String> PAUSES = List.of("sleep", "parkNanos");
    private static final List<String> WAITS = List.of("await", "acquire", "tryAcquire");
    private static final List<String> FLUSHES = List.of("flush", "saveAndFlush");

    private BeforeTheCommit() {}

    static String carries(Sent sent) {
        if (sent.body().equals("null")) {
            return "%s sends null: a question has no id until it is saved.".formatted(sent.line());
        }
        return sent.body().startsWith("\"")
                ? "%s sends %s, a text.".formatted(sent.line(), sent.body())
                : "%s sends %s.".formatted(sent.line(), Require.quote(sent.body()));
    }

    static String lines(List<Sent> sent) {
        return String.join(" and at ", sent.stream().map(Sent::line).toList());
    }

    /** Where and when the queue was called. */
    static String how(Sent sent) {
        var line = sent.line();
        if (sent.withinOwn("beforeCompletion")) {
            return """
            %s calls the queue in beforeCompletion, which runs before the commit, and before a \
            rollback, too.\
            """
                    .formatted(line);
        } else if (sent.withinOwn("afterCompletion")) {
            return """
            %s calls the queue in afterCompletion, which also runs after a rollback, and after a \
            commit that failed: send only at STATUS_COMMITTED, or use afterCommit.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("org.hibernate.jpa.event")) {
            return """
            %s calls the queue in the middle of the transaction: @PostPersist runs right after the \
            INSERT, when no one else sees the row yet, and a rollback may follow.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("TransactionalApplicationListenerSynchronization")) {
            return phase(sent);
        } else if (sent.withinOwn("beforeCommit")) {
            return "%s calls the queue in beforeCommit: the commit may still fail.".formatted(line);
        } else if (sent.withinOwn("afterCommit")) {
            return "%s calls the queue in afterCommit.".formatted(line);
        } else if (sent.isCalledBy("afterTransactionCompletion")) {
            return """
            %s calls the queue when the transaction is over, also after a rollback: whether it was \
            committed is what its callback is told.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("TransactionTemplate")) {
            return """
            %s calls the queue inside the transaction, before its commit.\
            """
                    .formatted(line);
        } else if (sent.isCalledBy("TransactionAspectSupport")) {
            return """
            %s calls the queue inside the transaction that @Transactional puts around the whole \
            method. A TransactionTemplate inside only joins it: the commit comes when the method \
            has returned.\
            """
                    .formatted(line);
        } else if (!sent.sender().equals("web") && !sent.isCalledBy("org.junit")) {
            return onAnotherThread(sent);
        }
        return """
        %s calls the queue outside of any transaction. If it is in a finally or a catch, it \
        also runs after a rollback.\
        """
                .formatted(line);
    }

    private static String onAnotherThread(Sent sent) {
        return sent.isAwaitedInTransaction()
                ? """
                %s calls the queue on another thread ("%s"), and the transaction waits for that \
                thread, at %s: the commit comes later, so the worker may look too early, and a \
                rollback leaves a ghost. Another thread does not change that. Call the queue on \
                your own, after the commit.\
                """
                        .formatted(sent.line(), sent.sender(), Sent.line(sent.waiting()))
                : """
                %s calls the queue on another thread ("%s"). No one follows that thread: it works \
                at a moment that no one chose, its errors reach no caller, and a process that ends \
                takes it along. Call the queue on the thread that runs ask(), after the commit.\
                """
                        .formatted(sent.line(), sent.sender());
    }

    /** Some expect that a header delays the message. */
    static List<String> headers(List<Sent> sent) {
        return sent.stream()
                .flatMap(each -> each.message().headers().keySet().stream())
                .distinct()
                .map(
                        """
                        (The message has the header "%s". A header holds no message back, and a \
                        delay would be a guess: a commit may take longer, or never come.)\
                        """
                                ::formatted)
                .toList();
    }

    /** Where the queue was called more than once, and what else was wrong with that. */
    static List<String> howTwice(List<Sent> sent) {
        var words = new ArrayList<String>();
        words.add("Your code calls the queue at %s.".formatted(lines(sent)));
        sent.stream()
                .map(BeforeTheCommit::how)
                .filter(how -> how.contains("inside the transaction"))
                .forEach(words::add);
        return words;
    }

    private static String phase(Sent sent) {
        return sent.isCalledBy("beforeCommit")
                ? """
                %s is called in the phase BEFORE_COMMIT: the commit comes later, and may fail. \
                The default phase is AFTER_COMMIT.\
                """
                        .formatted(sent.line())
                : """
                %s is called when the transaction is over, also after a rollback: look at the \
                phase of your @TransactionalEventListener. The default phase is AFTER_COMMIT.\
                """
                        .formatted(sent.line());
    }

    static String whyNever() {
        var listeners =
                new ClassFileImporter()
                        .importPackages("workshop.step02").stream()
                                .flatMap(each -> each.getMethods().stream())
                                .filter(
                                        each ->
                                                each.isAnnotatedWith(
                                                        TransactionalEventListener.class))
                                .toList();
        if (listeners.isEmpty()) {
            return "No line of your code called the queue.";
        }
        var phase = listeners.get(0).getAnnotationOfType(TransactionalEventListener.class).phase();
        if (phase == TransactionPhase.AFTER_ROLLBACK) {
            return """
            Your @TransactionalEventListener has the phase AFTER_ROLLBACK: it is called when the \
            question was not saved. The default phase is AFTER_COMMIT.\
            """;
        }
        return """
        Your @TransactionalEventListener was not called. Spring drops an event that is published \
        when no transaction is active: publish it inside the transaction.\
        """;
    }

    /** The line of that class that pauses; empty when none does. */
    static String pause(Class<?> code) {
        return line(calls(code), PAUSES);
    }

    /** What people try before they find the commit, as far as this code does it. */
    static List<String> inVain(List<Races.Seen> steps) {
        var words = new ArrayList<String>();
        var calls = calls(AfterCommit.class);
        var pause = line(calls, PAUSES);
        if (!pause.isEmpty()) {
            words.add(
                    """
                    %s pauses. A pause makes the race rarer and harder to find, and a commit that \
                    takes longer than the pause still comes too late.\
                    """
                            .formatted(pause));
        }
        var waits = line(calls, WAITS);
        if (!waits.isEmpty()) {
            words.add(
                    """
                    %s waits for something in memory, which web process and worker do not share.\
                    """
                            .formatted(waits));
        }
        long looks = Races.count(steps, "worker", Kind.READ);
        long tries = 1 + Races.count(steps, "worker", Kind.CLAIM);
        if (looks > 1) {
            words.add(
                    """
                    %s. After a rollback it will never find the question: that task is a ghost, \
                    however long the worker waits.\
                    """
                            .formatted(
                                    tries > 1
                                            ? "The queue gave your worker this task %d times"
                                                    .formatted(tries)
                                            : "Your worker looked %d times".formatted(looks)));
        }
        var flush = line(calls, FLUSHES);
        if (!flush.isEmpty()) {
            words.add(
                    """
                    (flush() sends the INSERT to the database, at %s, but others see the row only \
                    after the commit, and a rollback still undoes it.)\
                    """
                            .formatted(flush));
        }
        return words;
    }

    /** Reading the calls takes half a second: most answers make none that are of interest here. */
    private static List<JavaMethodCall> calls(Class<?> code) {
        if (Stream.of(PAUSES, WAITS, FLUSHES).flatMap(List::stream).noneMatch(mentions(code))) {
            return List.of();
        }
        return new ClassFileImporter()
                .importClasses(code.getNestMembers()).stream()
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .toList();
    }

    /** Whether a name occurs in the class files, where each name is written once, as it is. */
    private static Predicate<String> mentions(Class<?> code) {
        var all = new StringBuilder();
        for (var type : code.getNestMembers()) {
            var file = type.getName().replace('.', '/') + ".class";
            try (var bytes = type.getClassLoader().getResourceAsStream(file)) {
                all.append(new String(bytes.readAllBytes(), ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return name -> all.indexOf(name) >= 0;
    }

    /** The line that calls one of these; empty when none does. */
    private static String line(List<JavaMethodCall> calls, List<String> methods) {
        return calls.stream()
                .filter(call -> methods.contains(call.getName()))
                .map(call -> call.getSourceCodeLocation().toString().replaceAll("[()]", ""))
                .findFirst()
                .orElse("");
    }
}
