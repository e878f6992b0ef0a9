package io.github.asyncffmpeg.jobs.internal.wire;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link WireWriter} writes. Keys that it does not know are newer, and passed over. */
public final class WireReader {

    /** What is {@code null} when it is not there. By name: the annotation need not be there when the program runs. */
    private static final Set<String> MAY_BE_MISSING = Set.of("LogLine.component");

    private final Roots roots;

    /** For files that are named against roots. */
    public WireReader(Roots roots) {
        this.roots = roots;
    }

    String text(Map<?, ?> tree, String key) throws NotWire {
        return (String) value(tree.get(key), String.class, key);
    }

    List<String> texts(Map<?, ?> tree, String key) throws NotWire {
        if (!(tree.get(key) instanceof List<?> list)) {
            throw new NotWire(key + ": expected a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (Object each : list) {
            texts.add((String) value(each, String.class, key));
        }
        return texts;
    }

    /**
     * A value.
     *
     * @param tree maps, lists, texts, numbers as texts of class {@link Number}, truths; {@code null} for nothing
     * @param type what it is to be
     * @param where it is, for the message
     */
    Object value(@Nullable Object tree, Type type, String where) throws NotWire {
        Object value;
        try {
            value = maybe(tree, type);
        } catch (NotWire e) {
            throw e.in(where);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | NullPointerException e) {
            throw new NotWire(where + ": expected " + name(type) + ", got " + shortened(tree));
        }
        if (value == null) {
            throw new NotWire(where + ": expected " + name(type) + ", got " + shortened(tree));
        }
        return value;
    }

    private static String name(Type type) {
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }

    private static String shortened(@Nullable Object tree) {
        String text = tree == null ? "nothing" : String.valueOf(tree);
        return text.length() > 60 ? text.substring(0, 57) + "…" : text;
    }

    private @Nullable Object maybe(@Nullable Object tree, Type type) throws NotWire {
        if (type instanceof ParameterizedType generic) {
            return generic(tree, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == OptionalInt.class) {
            return tree == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number(tree)));
        } else if (plain == OptionalLong.class) {
            return tree == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number(tree)));
        } else if (plain == OptionalDouble.class) {
            return tree == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(tree.toString()));
        } else if (plain == byte[].class) {
            return tree == null ? new byte[0] : Base64.getDecoder().decode((String) tree);
        } else if (tree == null) {
            return null;
        }
        return single(tree, plain);
    }

    private @Nullable Object single(Object tree, Class<?> plain) throws NotWire {
        if (plain == String.class) {
            return tree instanceof String text ? text : null;
        } else if (plain == int.class) {
            return Integer.valueOf(number(tree));
        } else if (plain == long.class) {
            return Long.valueOf(number(tree));
        } else if (plain == boolean.class) {
            return tree instanceof Boolean truth ? truth : null;
        } else if (plain == Duration.class) {
            return Duration.parse((String) tree);
        } else if (plain == Path.class) {
            return path(tree);
        } else if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .filter(each -> Words.of(((Enum<?>) each).name()).equals(tree))
                    .findFirst()
                    .orElse(null);
        }
        return tree instanceof Map<?, ?> map ? composite(map, plain) : null;
    }

    private Object composite(Map<?, ?> map, Class<?> plain) throws NotWire {
        if (plain == FFmpegException.class) {
            return ErrorWire.error(map, this);
        }
        return record(map, plain.isRecord() ? plain : kind(map, plain));
    }

    private Class<?> kind(Map<?, ?> map, Class<?> family) throws NotWire {
        String word = text(map, "type");
        Class<?> kind = Kinds.of(family, word).orElse(null);
        if (kind == null) {
            throw new NotWire("type: there is no " + family.getSimpleName() + " '" + shortened(word) + "'");
        }
        return kind;
    }

    private static String number(Object tree) {
        if (!(tree instanceof Number)) {
            throw new IllegalArgumentException("no number");
        }
        return tree.toString();
    }

    private Path path(Object tree) throws NotWire {
        try {
            if (tree instanceof Map<?, ?> named) {
                return roots.resolve(new Roots.Rooted(text(named, "root"), text(named, "file")));
            }
            return Path.of((String) tree);
        } catch (TemplateException e) {
            throw new NotWire(e.sentence());
        } catch (InvalidPathException e) {
            throw new NotWire("this cannot be the name of a file: " + shortened(tree));
        }
    }

    private @Nullable Object generic(@Nullable Object tree, Class<?> raw, Type[] of) throws NotWire {
        if (raw == Optional.class) {
            return tree == null ? Optional.empty() : Optional.of(value(tree, of[0], "value"));
        } else if (raw == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            if (tree instanceof Map<?, ?> some) {
                for (Map.Entry<?, ?> each : some.entrySet()) {
                    map.put(
                            String.valueOf(each.getKey()),
                            value(each.getValue(), of[1], String.valueOf(each.getKey())));
                }
            }
            return map;
        }
        List<Object> all = new ArrayList<>();
        if (tree instanceof List<?> list) {
            for (Object each : list) {
                all.add(value(each, of[0], Integer.toString(all.size())));
            }
        } else if (tree != null) {
            return null;
        }
        return raw == Set.class ? new LinkedHashSet<>(all) : all;
    }

    /** A record of this kind. */
    public Object record(Map<?, ?> map, Class<?> type) throws NotWire {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = Words.of(components[i].getName());
            types[i] = components[i].getType();
            Object tree = map.get(key);
            boolean mayBeMissing = MAY_BE_MISSING.contains(type.getSimpleName() + "." + components[i].getName());
            if (tree != null || !mayBeMissing) {
                values[i] = value(tree, components[i].getGenericType(), key);
            }
        }
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw new NotWire(name(type) + " cannot be so: " + (cause == null ? e : cause).getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // canonical constructors of public records are public
        }
    }
}
