package io.github.asyncffmpeg.cli;

import java.util.Optional;
import java.util.function.Function;

/** The system properties and environment variables of a program. Those that are blank are not set. */
record Surroundings(Function<String, Optional<String>> properties, Function<String, Optional<String>> variables) {

    static Surroundings ofThisProgram() {
        return new Surroundings(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    Optional<String> property(String name) {
        return properties.apply(name).filter(value -> !value.isBlank());
    }

    Optional<String> variable(String name) {
        return variables.apply(name).filter(value -> !value.isBlank());
    }
}
