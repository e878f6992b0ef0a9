package io.github.asyncffmpeg.graph;

import java.util.List;

public record StreamSpec(List<String> args) {
    public static StreamSpec ofArguments(List<String> a) {
        return new StreamSpec(a);
    }

    public static StreamSpec ofArguments(String... a) {
        return new StreamSpec(List.of(a));
    }
}
