package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.internal.text.NearNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an FFmpeg lists of one kind, such as its encoders. A listing that could not be had is empty and says so:
 * {@link #isKnown} is {@code false}, {@link #failure} has the reason, and nothing is {@linkplain #lacks lacking}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param <T> what is listed
 */
public final class Listing<T extends Capability> {

    private final List<T> all;
    private final Map<String, T> byName;
    private final @Nullable String failure;

    private Listing(List<T> all, @Nullable String failure) {
        this.all = List.copyOf(all);
        Map<String, T> named = new LinkedHashMap<>();
        for (T entry : all) {
            entry.names().forEach(name -> named.putIfAbsent(name, entry));
        }
        this.byName = Collections.unmodifiableMap(named);
        this.failure = failure;
    }

    static <T extends Capability> Listing<T> of(List<T> all) {
        return new Listing<>(all, null);
    }

    static <T extends Capability> Listing<T> unknown(String failure) {
        return new Listing<>(List.of(), failure);
    }

    /** A part of it. One without any entry is known all the same. */
    Listing<T> only(Predicate<T> wanted) {
        return new Listing<>(all.stream().filter(wanted).toList(), failure);
    }

    /**
     * All of it.
     *
     * @return the entries, in FFmpeg's order
     */
    public List<T> all() {
        return all;
    }

    /**
     * The names of all of it, other names of the same thing among them.
     *
     * @return the names, in FFmpeg's order
     */
    public Set<String> names() {
        return byName.keySet();
    }

    /**
     * Looks for a name.
     *
     * @param name the name or another name of the same thing
     * @return the entry; of several the first
     */
    public Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Whether a name is listed.
     *
     * @param name the name or another name of the same thing
     * @return whether it is there; {@code false} when the listing is not known
     */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * Whether it is certain that a name is not listed.
     *
     * @param name the name
     * @return whether it is missing; {@code false} when the listing is not known
     */
    public boolean lacks(String name) {
        return isKnown() && !has(name);
    }

    /**
     * The listed names that are near to one that is not.
     *
     * @param name what somebody wrote
     * @return at most three, the nearest first
     */
    public List<String> near(String name) {
        return NearNames.nearest(name, names());
    }

    /**
     * Whether FFmpeg gave this listing.
     *
     * @return {@code false} when it could not be asked or gave nothing that could be read
     */
    public boolean isKnown() {
        return failure == null;
    }

    /**
     * Why the listing is not known.
     *
     * @return the reason; empty when it is known
     */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return failure == null ? String.join(" ", names()) : "unknown: " + failure;
    }
}
