package workshop.interleavings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the scheduler must know of a SQL statement.
 *
 * @param kind {@link Kind#READ}, {@link Kind#WRITE}, or null when no other actor can notice it
 * @param verb its first word
 * @param table the first table that it names; may be empty
 * @param waits whether it waits when it finds a row locked
 */
record Sql(Kind kind, String verb, String table, boolean waits) {

    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Pattern TABLE =
            Pattern.compile(
                    "\\b(?:from|into|update)\\s+(?:only\\s+)?[\"`]?(\\w+)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCKS =
            Pattern.compile(
                    "\\bfor\\s+(?:no\\s+key\\s+)?(?:update|share)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOES_NOT_WAIT =
            Pattern.compile("\\b(?:nowait|skip\\s+locked)\\b", Pattern.CASE_INSENSITIVE);

    static Sql of(String sql) {
        String verb = sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        var table = TABLE.matcher(sql);
        String name = table.find() ? table.group(1).toLowerCase(Locale.ROOT) : "";
        boolean changes =
                CHANGES.contains(verb) || verb.equals("SELECT") && LOCKS.matcher(sql).find();
        Kind kind =
                changes ? Kind.WRITE : verb.equals("SELECT") && !name.isEmpty() ? Kind.READ : null;
        boolean waits = changes && !DOES_NOT_WAIT.matcher(sql).find();
        return new Sql(
                kind, changes && verb.equals("SELECT") ? "SELECT FOR UPDATE" : verb, name, waits);
    }

    String label() {
        return verb + " " + table;
    }
}
