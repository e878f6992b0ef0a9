package io.github.asyncffmpeg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code PrepareLib} makes of the lambdas of our jars does what they did. */
@Tag("long")
@Timeout(240)
class LambdaClassesTest {

    private static final String PROGRAM = """
            import java.io.Serializable;
            import java.util.*;
            import java.util.concurrent.Callable;
            import java.util.function.*;
            import java.util.stream.*;

            public class Sample {
                private final String own;
                private static int calls;

                Sample(String own) { this.own = own; }

                private String secret(String text) { return own + text; }
                private static long wide(int narrow) { calls++; return narrow; }
                String late() { return ((Supplier<String>) super::toString).get().isEmpty() ? "" : "super"; }

                interface Shape { private int one() { return 1; } default IntSupplier area() { return () -> one() + sides(); } int sides(); }
                interface ToLong { long of(int value); }
                interface Wide { double of(long a, float b, char c); }

                private class Inner {
                    Supplier<String> both(long a, double b, byte c, char d, boolean e) {
                        return () -> own + a + b + c + d + e + secret("!");
                    }
                }

                enum Unit { A { @Override Supplier<String> name2() { return () -> name() + 2; } }; abstract Supplier<String> name2(); }

                static <T extends Comparable<T>> T most(Collection<T> of) { return of.stream().max(Comparator.naturalOrder()).get(); }

                public static void main(String[] arguments) throws Exception {
                    List<Object> told = new ArrayList<>();
                    Sample sample = new Sample("own ");
                    Function<String, String> bound = sample::secret;
                    BiFunction<Sample, String, String> unbound = Sample::secret;
                    told.add(bound.apply("a") + unbound.apply(sample, "b"));
                    ToLong wide = Sample::wide;
                    Function<Integer, Long> boxed = Sample::wide;
                    ToDoubleFunction<Integer> unboxed = Integer::intValue;
                    Runnable dropped = () -> Sample.wide(1);
                    Callable<Long> called = () -> Sample.wide(2);
                    Consumer<Integer> popped = Sample::wide;
                    popped.accept(3);
                    dropped.run();
                    told.add(wide.of(4) + boxed.apply(5) + unboxed.applyAsDouble(6) + called.call());
                    Wide three = (a, b, c) -> a + b + c;
                    told.add(three.of(1L, 2f, 'c'));
                    Shape shape = () -> 4;
                    told.add(shape.area().getAsInt());
                    told.add(sample.new Inner().both(1L, 2.5, (byte) 3, 'x', true).get());
                    told.add(Unit.A.name2().get() + sample.late());
                    Function<String, Sample> made = Sample::new;
                    IntFunction<String[]> array = String[]::new;
                    Supplier<List<String>> list = ArrayList::new;
                    told.add(made.apply("new ").own + array.apply(3).length + list.get());
                    told.add(Stream.of("b", "a").sorted(Comparator.comparing(String::length).thenComparing(String::toString))
                            .collect(Collectors.toMap(Function.identity(), String::length, Integer::sum, TreeMap::new)));
                    told.add(most(List.of(3, 9, 4)));
                    told.add(IntStream.range(0, 4).mapToObj(i -> (Supplier<Integer>) () -> i * i).map(Supplier::get).toList());
                    int[] numbers = {3};
                    Supplier<int[]> copied = numbers::clone;
                    told.add(copied.get()[0]);
                    Runnable kept = (Runnable & Serializable) () -> told.add("kept");
                    kept.run();
                    told.add(kept instanceof Serializable);
                    Supplier<Supplier<String>> nested = () -> () -> sample.secret("nested");
                    told.add(nested.get().get() + calls);
                    Object same = null;
                    for (int i = 0; i < 2; i++) {
                        Runnable none = () -> {};
                        told.add(same == null || same == none);
                        same = none;
                    }
                    try {
                        ((Function<Object, Object>) (Function) bound).apply(1);
                    } catch (ClassCastException wrong) {
                        told.add("wrong");
                    }
                    System.out.println(told);
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void doWhatLambdasDid() throws Exception {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Path jar = jar(lib.resolve("asyncffmpeg-sample.jar"));
        String before = run("-Xverify:all", "-cp", jar.toString(), "Sample");
        assertThat(before).startsWith("[").contains("own a", "nested", "wrong");
        prepare(lib);
        assertThat(run("-Xverify:all", "-cp", jar.toString(), "Sample")).isEqualTo(before);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().filter(entry -> entry.getName().contains("$$L")))
                    .hasSizeGreaterThan(25);
        }
        byte[] prepared = Files.readAllBytes(jar);
        prepare(lib);
        assertThat(jar).as("prepared again").hasBinaryContent(prepared);
    }

    private Path jar(Path jar) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path source = Files.writeString(folder.resolve("Sample.java"), PROGRAM);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "--release",
                        "17",
                        source.toString());
        assertThat(compiled).isZero();
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.list(classes)) {
            for (Path each : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry(each.getFileName().toString()));
                out.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }

    private static void prepare(Path lib) throws Exception {
        String tool = Path.of("src/build/PrepareLib.java").toAbsolutePath().toString();
        assertThat(run(
                        "-cp",
                        place(Class.forName("org.objectweb.asm.ClassReader")),
                        tool,
                        lib.toString(),
                        place(CommandLine.class)))
                .isEmpty();
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(java.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> !line.contains("-Xverify:all")) // a warning of newer ones
                .reduce("", (all, line) -> all + line);
    }
}
