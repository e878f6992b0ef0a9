package io.github.asyncffmpeg.bench;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One of those that are measured beside each other.
 *
 * @param name part of the names of its figures
 * @param turn does the work once and gives what it cost, by figure
 */
record Contender(String name, Callable<Map<String, Double>> turn) {}
