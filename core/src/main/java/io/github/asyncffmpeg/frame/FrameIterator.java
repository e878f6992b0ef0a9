package io.github.asyncffmpeg.frame;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Frames as a function gives them, until it gives none. */
final class FrameIterator<F> implements Iterator<F> {
    private final Supplier<? extends @Nullable F> supplier;
    private @Nullable F next;
    private boolean looked;

    FrameIterator(Supplier<? extends @Nullable F> supplier) {
        this.supplier = supplier;
    }

    @Override
    public boolean hasNext() {
        if (!looked) {
            next = supplier.get();
            looked = true;
        }
        return next != null;
    }

    @Override
    public F next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more frames");
        }
        looked = false;
        return next;
    }
}
