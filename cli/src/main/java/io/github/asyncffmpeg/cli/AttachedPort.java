package io.github.asyncffmpeg.cli;

import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps {@code --web} from the word after it, unless that is a number: it would take the job file for the port. */
final class AttachedPort implements IParameterPreprocessor {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's
    public boolean preprocess(Stack<String> rest, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = "=".equals(info.get("separator"));
        if (!attached && (rest.isEmpty() || !NUMBER.matcher(rest.peek()).matches())) {
            rest.push("0");
        }
        return false; // picocli goes on
    }
}
