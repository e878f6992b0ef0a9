package io.github.asyncffmpeg.internal.staging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A system of which a test says everything. */
final class FakeSystem implements RunningSystem {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration UP = Duration.ofDays(3);

    PartialOwner self = new PartialOwner("mach1", "boot1", "name", 10, 1, 0);
    final Map<Long, Long> processes = new HashMap<>();
    final List<String> commandLines = new ArrayList<>();
    boolean seesAll = true;

    @Override
    public PartialOwner self() {
        return self;
    }

    @Override
    public OptionalLong startOf(long pid) {
        Long start = processes.get(pid);
        return start == null ? OptionalLong.empty() : OptionalLong.of(start);
    }

    @Override
    public boolean isNamedByAProcess(String name) {
        return commandLines.stream().anyMatch(line -> line.contains(name));
    }

    @Override
    public boolean seesAllProcesses() {
        return seesAll;
    }

    @Override
    public Instant booted() {
        return NOW.minus(UP);
    }

    @Override
    public Instant now() {
        return NOW;
    }
}
