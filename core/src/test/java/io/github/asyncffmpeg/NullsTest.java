package io.github.asyncffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.probe.MediaInfo;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every method that users can call, with null for each of its parameters in turn: a {@code NullPointerException} that names
 * the parameter, or, where a graph is built, the node and the option. Objects to call them on and to call them with are made
 * by these same methods, as far as that goes.
 */
class NullsTest {

    /** Called by this library, by the JDK, or by what implements Reactive Streams, whose words are other ones. */
    private static final Set<String> OF_OTHERS =
            Set.of("equals", "compareTo", "valueOf", "readFrom", "writeTo", "runEnded", "subscribe", "onSubscribe");

    /** Made by this library alone, though their constructors and what reads them are public. */
    private static final Set<String> INTERNAL = Set.of("File");

    /** Their methods wait for an FFmpeg. */
    private static final Set<String> WAITING =
            Set.of("FFmpegFrames", "FrameReader", "FrameStream", "FrameWriter", "FFprobe", "Capabilities");

    private final Map<Class<?>, Object> samples = new HashMap<>();
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> notReached = new TreeSet<>();
    private int calls;

    private static List<Class<?>> exported() throws Exception {
        Set<String> packages = new HashSet<>();
        for (String name : List.of(
                "",
                ".binary",
                ".check",
                ".command",
                ".desktop",
                ".error",
                ".event",
                ".frame",
                ".frames",
                ".graph",
                ".media",
                ".pool",
                ".probe",
                ".run",
                ".supervise")) {
            packages.add("io.github.asyncffmpeg" + name);
        }
        Path classes = Path.of(
                FFmpeg.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("io/github/asyncffmpeg"))) {
            List<Class<?>> types = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace(File.separatorChar, '.');
                Class<?> type = Class.forName(name, false, NullsTest.class.getClassLoader());
                if (packages.contains(type.getPackageName()) && isPublic(type)) {
                    types.add(type);
                }
            }
            return types;
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static List<Executable> callable(Class<?> type) {
        List<Executable> all = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getDeclaringClass().getName().startsWith("io.github.asyncffmpeg")
                    && !method.isBridge()
                    && !method.isSynthetic()
                    && !Modifier.isAbstract(method.getModifiers())) {
                all.add(method);
            }
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            all.addAll(Arrays.asList(type.getConstructors()));
        }
        all.sort(Comparator.comparing(Executable::toGenericString));
        return all;
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyNullIsAnErrorThatNamesTheParameter() throws Exception {
        List<Class<?>> types = exported();
        makeSamples(types);
        Set<Executable> seen = new HashSet<>();
        for (Class<?> type : types) {
            for (Executable callee : callable(type)) {
                if (seen.add(callee) && isOfUsers(callee)) {
                    tryNulls(type, callee);
                }
            }
        }
        System.out.println("nulls: " + calls + " calls; not reached: " + notReached.size() + " " + notReached);
        assertThat(faults).isEmpty();
        assertThat(calls).isGreaterThan(200);
    }

    /** Records are made by this library, but for those that are words of a spec. */
    private static boolean isOfUsers(Executable callee) {
        Class<?> type = callee.getDeclaringClass();
        boolean made = callee instanceof Method || type.getPackageName().endsWith(".media");
        return made
                && !OF_OTHERS.contains(callee.getName())
                && !INTERNAL.contains(type.getSimpleName())
                && !(type.getDeclaringClass() != null
                        && INTERNAL.contains(type.getDeclaringClass().getSimpleName()));
    }

    private void tryNulls(Class<?> type, Executable callee) {
        Parameter[] parameters = callee.getParameters();
        Object target =
                Modifier.isStatic(callee.getModifiers()) || callee instanceof Constructor ? null : samples.get(type);
        if (target == null && !Modifier.isStatic(callee.getModifiers()) && callee instanceof Method) {
            notReached.add(type.getSimpleName());
            return;
        }
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = sample(parameters[i].getType());
        }
        for (int i = 0; i < parameters.length; i++) {
            Class<?> wanted = parameters[i].getType();
            if (wanted.isPrimitive() || isNullable(parameters[i])) {
                continue;
            }
            if (hasGap(parameters, arguments, i)) {
                notReached.add(name(callee));
                continue;
            }
            Object[] changed = arguments.clone();
            changed[i] = null;
            check(callee, target, changed, parameters[i].getName());
            boolean checksAnotherFirst = callee.getName().equals("of")
                    && callee.getDeclaringClass().getSimpleName().equals("Concat");
            if (checksAnotherFirst) {
                continue;
            }
            if (wanted == List.class
                    || wanted == Collection.class
                    || wanted == Object[].class
                    || wanted == String[].class) {
                changed[i] = wanted.isArray()
                        ? java.lang.reflect.Array.newInstance(wanted.getComponentType(), 1)
                        : Arrays.asList((Object) null);
                check(callee, target, changed, parameters[i].getName());
            }
        }
    }

    private static boolean isNullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static boolean hasGap(Parameter[] parameters, Object[] arguments, int except) {
        for (int i = 0; i < arguments.length; i++) {
            if (i != except && arguments[i] == null && !isNullable(parameters[i])) {
                return true;
            }
        }
        return false;
    }

    private static String name(Executable callee) {
        return callee.getDeclaringClass().getSimpleName()
                + (callee instanceof Constructor ? "" : "." + callee.getName())
                + "/" + callee.getParameterCount();
    }

    private void check(Executable callee, Object target, Object[] arguments, String parameter) {
        calls++;
        String call = name(callee) + " with null for " + parameter;
        try {
            Object result = callee instanceof Method method
                    ? method.invoke(target, arguments)
                    : ((Constructor<?>) callee).newInstance(arguments);
            if (result instanceof Future<?> future) {
                future.get(1, TimeUnit.SECONDS); // what is refused ends at once
            }
            fault(call + ": accepted");
        } catch (InvocationTargetException | ExecutionException e) {
            Throwable thrown = e.getCause();
            while (thrown instanceof CompletionException && thrown.getCause() != null) {
                thrown = thrown.getCause();
            }
            String message = String.valueOf(thrown == null ? null : thrown.getMessage());
            // The JVM's own words have the parameter in them as well: Cannot invoke … because "name" is null
            boolean named =
                    !message.contains("because \"") && (message.contains(parameter) || message.contains("got null"));
            if (!(thrown instanceof NullPointerException) || !named) {
                fault(call + ": " + thrown);
            }
        } catch (ReflectiveOperationException | TimeoutException | InterruptedException | IllegalArgumentException e) {
            fault(call + ": " + e);
        }
    }

    private void fault(String what) {
        faults.add(what.lines().findFirst().orElse(what));
    }

    /** Calls what can be called with what there is, until nothing new comes of it. */
    private void makeSamples(List<Class<?>> types) {
        samples.put(String.class, "x");
        samples.put(Object.class, "x");
        samples.put(Path.class, Path.of("x"));
        samples.put(Duration.class, Duration.ofSeconds(1));
        samples.put(List.class, List.of("x"));
        samples.put(byte[].class, new byte[1]);
        samples.put(float[].class, new float[1]);
        samples.put(InputStream.class, new ByteArrayInputStream(new byte[1]));
        samples.put(OutputStream.class, OutputStream.nullOutputStream());
        samples.put(Executor.class, (Executor) Runnable::run);
        samples.put(PixelFormat.class, PixelFormat.of("bgr24"));
        samples.put(CompletionStage.class, new CompletableFuture<>());
        samples.put(
                FFmpeg.class,
                FFmpeg.builder().executable(Path.of("/nowhere/ffmpeg")).build());
        samples.put(
                Capabilities.class,
                Capabilities.of(
                        new LocatedBinary(
                                Path.of("/nowhere/ffmpeg"),
                                Optional.empty(),
                                FFmpegVersion.parse("8.0.1"),
                                "test",
                                FFmpegEnvironment.UNCHANGED),
                        Map.of()));
        MediaInfo media = MediaInfo.parse("""
                {"streams": [
                  {"codec_type": "video", "side_data_list": [{"side_data_type": "Mastering display metadata"}]},
                  {"codec_type": "audio"}, {"codec_type": "subtitle"}],
                 "chapters": [{}], "programs": [{}]}""");
        samples.put(MediaInfo.class, media);
        media.streams().forEach(stream -> samples.put(stream.getClass(), stream));
        media.streams().get(0).sideData().forEach(data -> samples.put(data.getClass(), data));
        int before;
        do {
            before = samples.size();
            for (Class<?> type : types) {
                if (type.isEnum()) {
                    samples.putIfAbsent(type, type.getEnumConstants()[0]);
                }
                for (Executable callee : callable(type)) {
                    Class<?> made = callee instanceof Method method ? method.getReturnType() : type;
                    if (types.contains(made) && !samples.containsKey(made) && isHarmless(callee)) {
                        make(type, callee).ifPresent(value -> add(made, value));
                    }
                }
            }
        } while (samples.size() > before);
    }

    private void add(Class<?> made, Object value) {
        samples.putIfAbsent(made, value);
        samples.putIfAbsent(value.getClass(), value);
    }

    /** What starts or waits for something is not called for its result. */
    private static boolean isHarmless(Executable callee) {
        boolean starts = Set.of("run", "start", "execute", "probe", "check", "locate", "supervise", "submit", "enqueue")
                .contains(callee.getName());
        return !starts
                && !WAITING.contains(callee.getDeclaringClass().getSimpleName())
                && !callee.getName().startsWith("await");
    }

    private Optional<Object> make(Class<?> type, Executable callee) {
        Object target = samples.get(type);
        if (callee instanceof Method && !Modifier.isStatic(callee.getModifiers()) && target == null) {
            return Optional.empty();
        }
        Object[] arguments =
                Arrays.stream(callee.getParameterTypes()).map(this::sample).toArray();
        if (hasGap(callee.getParameters(), arguments, -1)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    callee instanceof Method method
                            ? method.invoke(target, arguments)
                            : ((Constructor<?>) callee).newInstance(arguments));
        } catch (ReflectiveOperationException | IllegalArgumentException notSo) {
            return Optional.empty();
        }
    }

    private Object sample(Class<?> type) {
        if (type.isPrimitive()) {
            return primitive(type);
        }
        Object known = samples.get(type);
        if (known != null) {
            return known;
        }
        if (type == List.class || type == Collection.class || type == Iterable.class) {
            return List.of();
        }
        if (type == Map.class || type == java.util.SortedMap.class) {
            return new java.util.TreeMap<>();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            Object element = sample(type.getComponentType());
            Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), element == null ? 0 : 1);
            if (element != null) {
                java.lang.reflect.Array.set(array, 0, element);
            }
            return array;
        }
        boolean ofUsers = type.getName().startsWith("java.util.function")
                || type == Flow.Publisher.class
                || type == Flow.Subscriber.class
                || type == Runnable.class;
        if (type.isInterface() && !type.isSealed() && (ofUsers || type.getName().startsWith("io.github"))) {
            return Proxy.newProxyInstance(
                    NullsTest.class.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, given) -> method.getName().equals("hashCode")
                            ? (Object) 1
                            : method.getName().equals("equals") ? proxy == given[0] : null);
        }
        return null;
    }

    private static Object primitive(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 100_000_000L;
        }
        if (type == double.class) {
            return 0.5;
        }
        if (type == float.class) {
            return 0.5f;
        }
        if (type == char.class) {
            return 'x';
        }
        return 1;
    }
}
