package io.github.asyncffmpeg.examples;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module shows its users: the public and protected members of the public types in its exported packages. */
final class PublicApi {

    private static final Pattern EXPORTS = Pattern.compile("^\\s*exports\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
    private static final Pattern OURS =
            Pattern.compile("\\b(?:io\\.github\\.asyncffmpeg|java\\.lang)(?:\\.[a-z]\\w*)*\\.(?=[A-Z])");
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private final List<Class<?>> types;

    private PublicApi(List<Class<?>> types) {
        this.types = types;
    }

    /**
     * Reads a module.
     *
     * @param source its folder of Java sources
     * @param anchor one of its types
     */
    static PublicApi of(Path source, Class<?> anchor) throws IOException {
        Set<String> exported = EXPORTS.matcher(Files.readString(source.resolve("module-info.java")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<Class<?>> types = new ArrayList<>();
        for (String name : classes(anchor)) {
            int dot = name.lastIndexOf('.');
            if (exported.contains(name.substring(0, Math.max(0, dot)))) {
                Class<?> type = load(name, anchor.getClassLoader());
                if (isVisible(type)) {
                    types.add(type);
                }
            }
        }
        return new PublicApi(types);
    }

    private static Set<String> classes(Class<?> anchor) throws IOException {
        URI place;
        try {
            place = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return classesBelow(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private static Set<String> classesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> load(String name, ClassLoader loader) throws IOException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** Public, and so is all it is nested in. */
    private static boolean isVisible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isSynthetic()
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    long topLevelTypes() {
        return types.stream().filter(type -> type.getEnclosingClass() == null).count();
    }

    long nestedTypes() {
        return types.size() - topLevelTypes();
    }

    /** Without constructors, accessors of records, and what a supertype has already. */
    long methods() {
        return types.stream()
                .flatMap(type -> methodsOf(type).stream()
                        .filter(method -> isShown(method) && !isAccessor(method) && !isInherited(type, method)))
                .count();
    }

    long constructors() {
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredConstructors()))
                .filter(PublicApi::isShown)
                .count();
    }

    /** One line for each type and each of its members, sorted. */
    List<String> lines() {
        TreeSet<String> lines = new TreeSet<>();
        for (Class<?> type : types) {
            lines.add(header(type));
            for (Constructor<?> each : type.getDeclaredConstructors()) {
                if (isShown(each)) {
                    lines.add(type.getName() + "#" + type.getSimpleName() + parameters(each));
                }
            }
            for (Method each : methodsOf(type)) {
                if (isShown(each) && !isInherited(type, each)) {
                    lines.add(type.getName() + "#" + each.getName() + parameters(each) + ": "
                            + text(each.getGenericReturnType()) + words(each));
                }
            }
            for (Field each : type.getDeclaredFields()) {
                if (!each.isSynthetic() && isOpen(each.getModifiers())) {
                    lines.add(type.getName() + "#" + each.getName() + ": " + text(each.getGenericType()));
                }
            }
        }
        return List.copyOf(lines);
    }

    /** Its own ones, and those that it has from a superclass which users don't see. */
    private static List<Method> methodsOf(Class<?> type) {
        List<Method> methods = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        Class<?> above = type.getSuperclass();
        while (above != null && !isVisible(above)) {
            methods.addAll(Arrays.asList(above.getDeclaredMethods()));
            above = above.getSuperclass();
        }
        return methods;
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        boolean isAbstract = Modifier.isAbstract(type.getModifiers()) && kind.equals("class");
        boolean isFinal = Modifier.isFinal(type.getModifiers()) && kind.equals("class");
        List<String> above = new ArrayList<>();
        if (kind.equals("class") && type.getSuperclass() != Object.class && isVisible(type.getSuperclass())) {
            above.add(text(type.getGenericSuperclass()));
        }
        Arrays.stream(type.getGenericInterfaces()).map(PublicApi::text).forEach(above::add);
        return type.getName() + " " + (isAbstract ? "abstract " : "") + (isFinal ? "final " : "")
                + (type.isSealed() ? "sealed " : "") + kind
                + (above.isEmpty() ? "" : " of " + String.join(", ", above));
    }

    private static String parameters(Executable member) {
        String all = Arrays.stream(member.getGenericParameterTypes())
                .map(PublicApi::text)
                .collect(Collectors.joining(", ", "(", ")"));
        return member.isVarArgs() ? all.replaceAll("\\[\\]\\)$", "...)") : all;
    }

    private static String words(Method method) {
        int modifiers = method.getModifiers();
        boolean toImplement = Modifier.isAbstract(modifiers);
        return (Modifier.isStatic(modifiers) ? " static" : "")
                + (Modifier.isProtected(modifiers) ? " protected" : "")
                + (toImplement ? " abstract" : "");
    }

    private static String text(Type type) {
        return OURS.matcher(type.getTypeName()).replaceAll("");
    }

    private static boolean isShown(Executable member) {
        return !member.isSynthetic()
                && isOpen(member.getModifiers())
                && !(member instanceof Method method && method.isBridge())
                && !(member instanceof Method method && isOfEveryEnum(method))
                && !(member instanceof Method method && isOfEveryObject(method));
    }

    /** Protected members of a final class, or of one whose constructors are closed, are nobody's. */
    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isOfEveryEnum(Method method) {
        return method.getDeclaringClass().isEnum()
                && Modifier.isStatic(method.getModifiers())
                && (method.getName().equals("values") || method.getName().equals("valueOf"));
    }

    private static boolean isOfEveryObject(Method method) {
        return OF_EVERY_OBJECT.contains(method.getName()) && method.getParameterCount() <= 1;
    }

    private static boolean isAccessor(Method method) {
        RecordComponent[] components = method.getDeclaringClass().getRecordComponents();
        return components != null
                && Arrays.stream(components)
                        .anyMatch(component -> component.getAccessor().equals(method));
    }

    /** What a supertype says already, with the same result. */
    private static boolean isInherited(Class<?> type, Method method) {
        return !Modifier.isStatic(method.getModifiers()) && isAbove(type, method);
    }

    private static boolean isAbove(Class<?> type, Method method) {
        List<Class<?>> above = new ArrayList<>(Arrays.asList(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            above.add(type.getSuperclass());
        }
        return above.stream().anyMatch(each -> (isVisible(each) && declares(each, method)) || isAbove(each, method));
    }

    private static boolean declares(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(each -> each.getName().equals(method.getName())
                        && isOpen(each.getModifiers())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
    }
}
