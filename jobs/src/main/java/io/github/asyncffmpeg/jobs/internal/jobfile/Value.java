package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.List;

/** What a job file holds at one place: a text, a list, or keys with values. */
sealed interface Value {

    /** Where it begins. */
    Position at();

    /** How many values it is when every alias is written out. */
    long weight();

    /** What it is, for messages. */
    String kind();

    /**
     * One text, number, truth or nothing: what it is meant to be is for its reader to say.
     *
     * @param text as it is written
     * @param plain whether it is without quotes
     */
    record Scalar(String text, boolean plain, Position at) implements Value {

        @Override
        public long weight() {
            return 1;
        }

        /** Whether nothing is written there, or YAML's word for it. */
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String kind() {
            return isNothing() ? "nothing" : "'" + Problems.shortened(text) + "'";
        }
    }

    /** A list. */
    record Items(List<Value> values, Position at, long weight) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values; each key is there once. */
    record Entries(List<Entry> entries, Position at, long weight) implements Value {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, Value value) {}
}
