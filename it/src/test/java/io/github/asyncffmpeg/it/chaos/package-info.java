/**
 * The chaos harness: FFmpegs that are ended in every way there is, at any moment, and a look at what is left. What it
 * tries and by which rule it judges is in {@code docs/chaos.md}.
 *
 * <pre>
 *   Plan ── Cell ──▶ CaseRun ── a JVM ──▶ ChaosHost ── HostedCase ── the library ── FFmpeg
 *   seed, number        │                                  │
 *                       ▼                                  ▼
 *                     Judge  ◀── CaseRecord ◀── CaseLog, the lines that survive the JVM
 *                       ▼
 *                    Verdict ──▶ Report
 * </pre>
 */
@NullMarked
package io.github.asyncffmpeg.it.chaos;

import org.jspecify.annotations.NullMarked;
