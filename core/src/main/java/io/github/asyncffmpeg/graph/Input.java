package io.github.asyncffmpeg.graph;

public record Input(String t) {
    public static Input of(Object t) {
        return new Input(t.toString());
    }
}
