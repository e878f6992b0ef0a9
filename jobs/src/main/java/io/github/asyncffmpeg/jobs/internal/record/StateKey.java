package io.github.asyncffmpeg.jobs.internal.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of this user's journals: 32 random bytes in the state folder, which nobody else reads. A digest of work that has
 * secrets is made with it. Whoever has the journal alone cannot try passwords against its digests.
 *
 * <p>Read, or made, when it is first needed. Safe for any thread.
 */
public final class StateKey {

    private static final int BYTES = 32;
    private static final String NAME = "journal.key";
    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable Path folder;

    /** Guarded by this. */
    private byte @Nullable [] key;

    private StateKey(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The key in the folder of journals. Where it can be neither read nor made, this run has one of its own. */
    public static StateKey in(Journals journals) {
        return new StateKey(journals.folder());
    }

    /** A key that this object alone has: what was digested with it is not known again. */
    public static StateKey ofThisRun() {
        return new StateKey(null);
    }

    /**
     * A digest that cannot be had without the key.
     *
     * @param bytes what is digested
     * @return 32 bytes
     */
    public byte[] digest(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible); // every Java has it
        }
    }

    private synchronized byte[] key() {
        byte[] known = key;
        if (known == null) {
            known = kept();
            key = known;
        }
        return known;
    }

    private byte[] kept() {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        if (folder == null) {
            return made;
        }
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                write(folder, file, made);
            }
            byte[] read = Files.readAllBytes(file);
            return read.length == BYTES ? read : made;
        } catch (IOException | UnsupportedOperationException cannot) {
            return made; // a run without a state folder has no journal there either
        }
    }

    /** Whole from the first moment, and never over the key of another run: a link to a file that is written already. */
    private static void write(Path folder, Path file, byte[] key) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Journal.createFolders(folder);
        Path whole = Files.createTempFile(folder, NAME, ".new", own);
        try {
            Files.write(whole, key);
            link(file, whole);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void link(Path file, Path whole) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException another) {
            // Another run was quicker: its key is the key.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(whole, file);
        }
    }
}
