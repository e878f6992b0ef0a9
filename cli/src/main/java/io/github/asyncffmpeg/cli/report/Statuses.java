package io.github.asyncffmpeg.cli.report;

import java.util.List;

/** The words for how jobs ended, as the page shows them: each is a class of its styles too. */
final class Statuses {

    static final List<String> IN_ORDER = List.of(
            "done",
            "done-earlier",
            "skipped",
            "failed",
            "timed-out",
            "stopped",
            "killed",
            "unfinished",
            "cancelled",
            "not-begun");

    private Statuses() {}

    static String shown(String status) {
        return status.replace('-', ' ');
    }
}
