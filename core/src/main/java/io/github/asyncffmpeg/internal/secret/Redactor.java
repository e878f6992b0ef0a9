package io.github.asyncffmpeg.internal.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows texts about one job without the secrets of that job. A secret is known from its place in the command line or in the
 * environment that the job sets. It is hidden wherever it comes back, decoded and encoded too; one of fewer than six characters
 * only in its own argument or URL. Media and what is decided by a text never come here.
 *
 * <p>Made when something is shown: a job of which nothing is shown has none. Immutable and safe for any thread.
 */
public final class Redactor {

    /** What stands for a secret. */
    public static final String HIDDEN = SecretValues.HIDDEN;

    private static final Redactor NONE = new Redactor(List.of());

    private final List<SecretValues.Pair> pairs;

    private Redactor(List<SecretValues.Pair> pairs) {
        this.pairs = pairs;
    }

    /**
     * Of a command.
     *
     * @param arguments its arguments, or the whole line
     * @return hides its secrets
     */
    public static Redactor of(List<String> arguments) {
        return of(arguments, Map.of());
    }

    /**
     * Of a job.
     *
     * @param arguments its arguments, or the whole line
     * @param environment the variables it sets
     * @return hides their secrets
     */
    public static Redactor of(List<String> arguments, Map<String, String> environment) {
        SecretValues values = new SecretValues();
        SecretScan scan = new SecretScan(values);
        scan.shown(arguments);
        environment.forEach((name, value) -> variable(name, value, scan, values));
        return values.isEmpty() ? NONE : new Redactor(values.pairs());
    }

    private static String variable(String name, String value, SecretScan scan, SecretValues values) {
        if (SecretNames.isVariable(name) && !value.isEmpty()) {
            values.add(value);
            scan.text(value);
            return HIDDEN;
        }
        return scan.text(value);
    }

    /**
     * Shows a text that stands alone, such as the message about a node of a graph: the secrets of its URLs, and what it
     * assigns to names of secrets.
     */
    public static String alone(String text) {
        return new SecretScan(new SecretValues()).text(text);
    }

    /** Whether the job has no secrets. */
    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** A text as it is shown. */
    public String text(String text) {
        String shown = text;
        for (SecretValues.Pair pair : pairs) {
            shown = shown.replace(pair.found(), pair.shown());
        }
        return shown;
    }

    /** Arguments as they are shown: those of the job, or a longer line with them. */
    public List<String> arguments(List<String> arguments) {
        if (isEmpty()) {
            return arguments;
        }
        return new SecretScan(new SecretValues())
                .shown(arguments).stream().map(this::text).toList();
    }

    /** Variables as they are shown. */
    public Map<String, String> environment(Map<String, String> environment) {
        Map<String, String> shown = new LinkedHashMap<>();
        SecretValues values = new SecretValues();
        SecretScan scan = new SecretScan(values);
        environment.forEach((name, value) -> shown.put(name, text(variable(name, value, scan, values))));
        return shown;
    }
}
