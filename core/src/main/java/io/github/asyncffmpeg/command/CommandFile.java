package io.github.asyncffmpeg.command;

public record CommandFile(String name, String content) {}
