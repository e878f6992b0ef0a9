import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes the folder of the program's jars ready to be started from: picocli gets the class files of Java 17, our own lambdas
 * become classes, and the file {@code build-id} says which jars they are.
 *
 * <p>Picocli's own class files are those of Java 5, which have no stack maps. The JVM verifies such classes the old and
 * slow way, and takes none of them into an archive (class-data sharing, AOT cache). Code, names and debug information
 * stay as they are.
 *
 * <p>A lambda costs a start on Java 17 five times as much as a class, from an archive too: the JVM makes method handles and
 * types for each. A run of one job has 350 lambdas of ours. See {@link Lambdas}.
 *
 * <p>{@code java -cp asm.jar PrepareLib.java LIB PICOCLI.jar}
 */
final class PrepareLib {

    private PrepareLib() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path lib = Path.of(arguments[0]);
        convert(Path.of(arguments[1]), lib.resolve("picocli.jar"));
        for (Path jar : jars(lib)) {
            if (jar.getFileName().toString().startsWith("asyncffmpeg")) {
                Lambdas.convert(jar);
            }
        }
        Files.writeString(lib.resolve("build-id"), digest(lib) + "\n");
    }

    /** Of the names and contents of the jars. */
    private static String digest(Path lib) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path jar : jars(lib)) {
            digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static List<Path> jars(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
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

    /**
     * Turns lambdas and method references of a jar into classes of their own, which call the same methods: members of the
     * same nest, so that they may. The places where they are made call {@code make} of the class, or read {@code ONE} where
     * nothing is captured. Serializable ones, and the few with more than one interface, stay as they are.
     */
    private static final class Lambdas {

        private final Map<String, byte[]> entries = new LinkedHashMap<>();
        private final Map<String, byte[]> made = new LinkedHashMap<>();

        /** By the class that holds a nest. */
        private final Map<String, List<String>> members = new HashMap<>();

        static void convert(Path jar) throws IOException {
            FileTime time = Files.getLastModifiedTime(jar);
            Map<String, Long> times = new HashMap<>();
            Lambdas lambdas = new Lambdas();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        lambdas.entries.put(entry.getName(), in.readAllBytes());
                    }
                    times.put(entry.getName(), entry.getTime());
                }
            }
            lambdas.convert();
            if (lambdas.made.isEmpty()) {
                return; // done already
            }
            Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
            try (OutputStream file = Files.newOutputStream(fresh);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> each : lambdas.entries.entrySet()) {
                    ZipEntry entry = new ZipEntry(each.getKey());
                    entry.setTime(times.get(each.getKey()));
                    out.putNextEntry(entry);
                    out.write(each.getValue());
                    out.closeEntry();
                }
                for (Map.Entry<String, byte[]> each : lambdas.made.entrySet()) {
                    ZipEntry entry = new ZipEntry(each.getKey() + ".class");
                    entry.setTime(times.values().iterator().next());
                    out.putNextEntry(entry);
                    out.write(each.getValue());
                    out.closeEntry();
                }
            }
            Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(jar, time); // so that Maven sees whether there is a newer one to copy
        }

        private void convert() {
            entries.replaceAll((name, content) -> isOfAPackage(name) ? host(content) : content);
            entries.replaceAll((name, content) -> {
                List<String> more = isOfAPackage(name) ? members.get(name.substring(0, name.length() - 6)) : null;
                return more == null ? content : nest(content, more);
            });
        }

        private static byte[] nest(byte[] content, List<String> more) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(content)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, writer) {
                                @Override
                                public void visitEnd() {
                                    more.forEach(super::visitNestMember);
                                    super.visitEnd();
                                }
                            },
                            0);
            return writer.toByteArray();
        }

        private byte[] host(byte[] content) {
            ClassReader reader = new ClassReader(content);
            ClassWriter writer = new ClassWriter(0);
            String host = reader.getClassName();
            String[] nest = {host};
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public void visitNestHost(String of) {
                            nest[0] = of;
                            super.visitNestHost(of);
                        }

                        @Override
                        public MethodVisitor visitMethod(int access, String name, String type, String sign, String[] errors) {
                            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, sign, errors)) {
                                @Override
                                public void visitInvokeDynamicInsn(String sam, String make, Handle factory, Object... how) {
                                    if (!factory.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                                            || !factory.getName().equals("metafactory")) {
                                        super.visitInvokeDynamicInsn(sam, make, factory, how);
                                        return;
                                    }
                                    String own = host + "$$L" + (made.size() + 1);
                                    made.put(own, new LambdaClass(own, nest[0], sam, make, how).write());
                                    members.computeIfAbsent(nest[0], none -> new ArrayList<>()).add(own);
                                    if (Type.getArgumentTypes(make).length == 0) {
                                        super.visitFieldInsn(Opcodes.GETSTATIC, own, "ONE", Type.getReturnType(make).getDescriptor());
                                    } else {
                                        super.visitMethodInsn(Opcodes.INVOKESTATIC, own, "make", make, false);
                                    }
                                }
                            };
                        }
                    },
                    0);
            return writer.toByteArray();
        }
    }

    /** The class of one lambda. */
    private static final class LambdaClass {

        private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        private final String own;
        private final String nest;
        private final String sam;
        private final Type[] captured;
        private final String made;
        private final Type erased;
        private final Handle body;
        private final Type instantiated;

        /**
         * As {@link java.lang.invoke.LambdaMetafactory#metafactory} is told.
         *
         * @param own its name
         * @param nest the class that holds its nest
         */
        LambdaClass(String own, String nest, String sam, String make, Object... how) {
            this.own = own;
            this.nest = nest;
            this.sam = sam;
            captured = Type.getArgumentTypes(make);
            made = Type.getReturnType(make).getInternalName();
            erased = (Type) how[0];
            body = (Handle) how[1];
            instantiated = (Type) how[2];
        }

        byte[] write() {
            writer.visit(
                    Opcodes.V17,
                    Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                    own,
                    null,
                    "java/lang/Object",
                    new String[] {made});
            writer.visitNestHost(nest);
            constructor();
            factory();
            method();
            writer.visitEnd();
            return writer.toByteArray();
        }

        private String constructorType() {
            return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
        }

        private void constructor() {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorType(), null, null);
            code.visitCode();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            int local = 1;
            for (int i = 0; i < captured.length; i++) {
                String type = captured[i].getDescriptor();
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, type, null, null);
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
                code.visitFieldInsn(Opcodes.PUTFIELD, own, "c" + i, type);
                local += captured[i].getSize();
            }
            end(code, Opcodes.RETURN);
        }

        /** A field for one that captures nothing, else a method. */
        private void factory() {
            String type = "L" + made + ";";
            boolean one = captured.length == 0;
            MethodVisitor code = one
                    ? writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null)
                    : writer.visitMethod(
                            Opcodes.ACC_STATIC,
                            "make",
                            Type.getMethodDescriptor(Type.getObjectType(made), captured),
                            null,
                            null);
            code.visitCode();
            code.visitTypeInsn(Opcodes.NEW, own);
            code.visitInsn(Opcodes.DUP);
            int local = 0;
            for (Type each : captured) {
                code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), local);
                local += each.getSize();
            }
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, own, "<init>", constructorType(), false);
            if (one) {
                writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "ONE", type, null, null);
                code.visitFieldInsn(Opcodes.PUTSTATIC, own, "ONE", type);
            }
            end(code, one ? Opcodes.RETURN : Opcodes.ARETURN);
        }

        private void method() {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, sam, erased.getDescriptor(), null, null);
            code.visitCode();
            boolean constructor = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            List<Type> wanted = new ArrayList<>(List.of(Type.getArgumentTypes(body.getDesc())));
            if (!constructor && body.getTag() != Opcodes.H_INVOKESTATIC) {
                wanted.add(0, Type.getObjectType(body.getOwner()));
            }
            if (constructor) {
                code.visitTypeInsn(Opcodes.NEW, body.getOwner());
                code.visitInsn(Opcodes.DUP);
            }
            for (int i = 0; i < captured.length; i++) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitFieldInsn(Opcodes.GETFIELD, own, "c" + i, captured[i].getDescriptor());
                adapt(code, captured[i], captured[i], wanted.get(i));
            }
            Type[] given = erased.getArgumentTypes();
            int local = 1;
            for (int i = 0; i < given.length; i++) {
                code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
                adapt(code, given[i], instantiated.getArgumentTypes()[i], wanted.get(captured.length + i));
                local += given[i].getSize();
            }
            call(code);
            Type result = constructor ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
            Type returned = erased.getReturnType();
            if (returned == Type.VOID_TYPE) {
                if (result != Type.VOID_TYPE) {
                    code.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                }
            } else {
                adapt(code, result, result, returned);
            }
            end(code, returned.getOpcode(Opcodes.IRETURN));
        }

        private void call(MethodVisitor code) {
            int how =
                    switch (body.getTag()) {
                        case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                        case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                        case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                        // Private ones of the nest: a lambda's own.
                        default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
                    };
            code.visitMethodInsn(how, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        }

        private static void end(MethodVisitor code, int with) {
            code.visitInsn(with);
            code.visitMaxs(0, 0);
            code.visitEnd();
        }

        /** From the type of a value, which is known to be another one, to the type that is wanted. */
        private static void adapt(MethodVisitor code, Type from, Type known, Type to) {
            if (isObject(from) && isObject(to)) {
                if (!from.equals(to) && !to.getInternalName().equals("java/lang/Object")) {
                    code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
                }
            } else if (isObject(from)) {
                Type box = isObject(known) && !known.getInternalName().equals("java/lang/Object") ? known : box(to);
                Type inside = unboxed(box);
                code.visitTypeInsn(Opcodes.CHECKCAST, box.getInternalName());
                String type = Type.getMethodDescriptor(inside);
                code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, box.getInternalName(), inside.getClassName() + "Value", type, false);
                widen(code, inside, to);
            } else if (isObject(to)) {
                Type box = box(from);
                String type = Type.getMethodDescriptor(box, from);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, box.getInternalName(), "valueOf", type, false);
            } else {
                widen(code, from, to);
            }
        }

        private static void widen(MethodVisitor code, Type from, Type to) {
            int of = Math.max(from.getSort(), Type.INT);
            if (to.getSort() <= Type.INT || of == to.getSort()) {
                return;
            }
            code.visitInsn(
                    switch (of * 10 + to.getSort()) {
                        case Type.INT * 10 + Type.LONG -> Opcodes.I2L;
                        case Type.INT * 10 + Type.FLOAT -> Opcodes.I2F;
                        case Type.INT * 10 + Type.DOUBLE -> Opcodes.I2D;
                        case Type.LONG * 10 + Type.FLOAT -> Opcodes.L2F;
                        case Type.LONG * 10 + Type.DOUBLE -> Opcodes.L2D;
                        case Type.FLOAT * 10 + Type.DOUBLE -> Opcodes.F2D;
                        default -> throw new IllegalStateException(from + " to " + to);
                    });
        }

        private static boolean isObject(Type type) {
            return type.getSort() >= Type.ARRAY;
        }

        private static final Map<String, Class<?>> BOXES = Map.of(
                "Z", Boolean.class,
                "C", Character.class,
                "B", Byte.class,
                "S", Short.class,
                "I", Integer.class,
                "J", Long.class,
                "F", Float.class,
                "D", Double.class);

        private static Type box(Type primitive) {
            return Type.getType(BOXES.get(primitive.getDescriptor()));
        }

        private static Type unboxed(Type box) {
            for (Map.Entry<String, Class<?>> each : BOXES.entrySet()) {
                if (Type.getType(each.getValue()).equals(box)) {
                    return Type.getType(each.getKey());
                }
            }
            throw new IllegalStateException(box + " is no box");
        }
    }
}
