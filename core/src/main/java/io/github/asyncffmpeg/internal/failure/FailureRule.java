package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words of FFmpeg's, and what they mean.
 *
 * @param kind the class of the failure
 * @param stage how far FFmpeg has come when it says so
 * @param part what the words are about; {@code null} for what the line's speaker, or a neighbour, tells
 * @param words a whole line without tags; the group {@code who}, if there is one, is the culprit's name
 * @param sumsUp whether these words sum up what a filter, an encoder or a decoder has said itself
 */
record FailureRule(FailureKind kind, Stage stage, Failure.@Nullable Part part, Pattern words, boolean sumsUp) {

    static FailureRule rule(FailureKind kind, Stage stage, Failure.@Nullable Part part, String words) {
        return new FailureRule(kind, stage, part, Pattern.compile(words), false);
    }

    static FailureRule sum(FailureKind kind, Stage stage, Failure.@Nullable Part part, String words) {
        return new FailureRule(kind, stage, part, Pattern.compile(words), true);
    }

    static @Nullable String who(Matcher matcher) {
        boolean named = matcher.pattern().pattern().contains("(?<who>");
        String who = named ? matcher.group("who") : null;
        return who == null || who.isBlank() ? null : who;
    }
}
