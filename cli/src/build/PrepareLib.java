import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes the folder of the program's jars ready to be started from: picocli gets the class files of Java 17, and the file
 * {@code build-id} says which jars they are.
 *
 * <p>Picocli's own class files are those of Java 5, which have no stack maps. The JVM verifies such classes the old and
 * slow way, and takes none of them into an archive (class-data sharing, AOT cache). Code, names and debug information
 * stay as they are.
 *
 * <p>{@code java -cp asm.jar PrepareLib.java LIB PICOCLI.jar}
 */
final class PrepareLib {

    private PrepareLib() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path lib = Path.of(arguments[0]);
        convert(Path.of(arguments[1]), lib.resolve("picocli.jar"));
        Files.writeString(lib.resolve("build-id"), digest(lib) + "\n");
    }

    /** Of the names and contents of the jars. */
    private static String digest(Path lib) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void convert(Path from, Path to) throws IOException {
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        try (ZipFile jar = new ZipFile(from.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
                OutputStream file = Files.newOutputStream(fresh);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry old : Collections.list(jar.entries())) {
                byte[] content;
                try (InputStream in = jar.getInputStream(old)) {
                    content = in.readAllBytes();
                }
                ZipEntry entry = new ZipEntry(old.getName());
                entry.setTime(old.getTime()); // the same bytes from the same jar, whenever it is built
                out.putNextEntry(entry);
                out.write(isOfAPackage(old.getName()) ? converted(content, classes) : content);
                out.closeEntry();
            }
        }
        Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOfAPackage(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    private static byte[] converted(byte[] old, ClassLoader classes) {
        ClassReader reader = new ClassReader(old);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes; // to find what two classes have in common
            }
        };
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int version, int access, String name, String signature, String parent, String[] interfaces) {
                        int raised = Math.max(version & 0xffff, Opcodes.V17);
                        super.visit(raised, access, name, signature, parent, interfaces);
                    }
                },
                0);
        return writer.toByteArray();
    }
}
