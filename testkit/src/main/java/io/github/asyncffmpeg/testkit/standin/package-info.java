/**
 * The program that stands in for ffmpeg. It runs in a JVM of its own with nothing but the JDK on its class path, and is
 * written to start fast: no lambda, no string template, no regular expression, since each costs milliseconds at start.
 */
@NullMarked
package io.github.asyncffmpeg.testkit.standin;

import org.jspecify.annotations.NullMarked;
