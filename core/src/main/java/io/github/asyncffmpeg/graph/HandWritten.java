package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Arguments written by hand. They are not changed; what can be told from them (the inputs, the outputs, whether the
 * output goes to stdout) is found by reading them as FFmpeg does.
 *
 * <p>Immutable and safe for any thread.
 */
final class HandWritten implements StreamSpec {

    private final List<String> arguments;

    private HandWritten(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    static HandWritten of(List<String> arguments) {
        try {
            return checked(arguments);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    private static HandWritten checked(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new FFmpegSpecException("arguments: expected at least one, got none");
        }
        int missing = new ArrayList<Object>(arguments).indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException("argument " + missing + ": expected a text, got null");
        }
        if (arguments.get(0).equals("ffmpeg") || arguments.get(0).equals("ffmpeg.exe")) {
            throw new FFmpegSpecException("argument 0: expected the arguments alone, got the program '"
                    + arguments.get(0) + "'; leave it out");
        }
        for (String each : arguments) {
            PlainText.check("argument", each);
        }
        return new HandWritten(arguments);
    }

    @Override
    public Optional<List<String>> handWritten() {
        return Optional.of(arguments);
    }

    @Override
    public List<Output> outputs() {
        return List.of();
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public List<String> globalArguments() {
        return List.of();
    }

    @Override
    public List<String> globalArgumentsFirst() {
        return List.of();
    }

    @Override
    public HandWritten overwrite() {
        return arguments.contains("-y") ? this : globalArguments("-y");
    }

    @Override
    public HandWritten globalArguments(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList(more));
        return of(all);
    }

    @Override
    public HandWritten globalArgumentsFirst(String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(more));
        all.addAll(arguments);
        return of(all);
    }

    @Override
    public String toString() {
        return String.join(" ", Redactor.of(arguments).arguments(arguments)); // what is printed has no secrets
    }
}
