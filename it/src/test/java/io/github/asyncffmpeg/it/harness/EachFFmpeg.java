package io.github.asyncffmpeg.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs a test with each of {@link FFmpegs}, which it takes as its first parameter. A plain {@code mvn verify} runs it with
 * the bundled one alone, to be done in time; CI and {@code -Pfull} with both. {@link BothFFmpegs} is for the few tests that
 * hold what both are promised to do.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("io.github.asyncffmpeg.it.harness.FFmpegs#chosen")
public @interface EachFFmpeg {}
