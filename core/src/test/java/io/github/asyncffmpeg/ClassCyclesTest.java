package io.github.asyncffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No class of the engine needs one that needs it, beyond a class and what is nested in it: whoever reads one can read
 * downwards. ({@code graph} and {@code media} are sealed families, whose fluent methods name their own kind.)
 */
class ClassCyclesTest {

    private static final String ROOT = "io.github.asyncffmpeg.";

    private static final List<String> PACKAGES = List.of("internal.", "run.", "pool.", "supervise.");

    @Test
    void noClassNeedsOneThatNeedsIt() {
        Map<String, Set<String>> needs = needs();
        Map<String, Set<String>> reached = new TreeMap<>();
        needs.keySet().forEach(name -> reached.put(name, reached(name, needs)));
        Set<Set<String>> cycles = new HashSet<>();
        reached.forEach((name, all) -> {
            Set<String> cycle = new TreeSet<>(all);
            cycle.removeIf(each -> !reached.getOrDefault(each, Set.of()).contains(name));
            if (cycle.size() > 1) {
                cycles.add(cycle);
            }
        });
        assertThat(cycles).isEmpty();
    }

    /** Of each class all others that it needs, by the names of the classes they are nested in. */
    private static Map<String, Set<String>> needs() {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.asyncffmpeg")) {
            String from = outermost(type);
            if (!isOfTheEngine(from)) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = outermost(dependency.getTargetClass().getBaseComponentType());
                if (isOfTheEngine(to) && !to.equals(from)) {
                    needs.computeIfAbsent(from, none -> new TreeSet<>()).add(to);
                }
            }
        }
        return needs;
    }

    private static boolean isOfTheEngine(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith);
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        String outer = nested < 0 ? name : name.substring(0, nested);
        return outer.startsWith(ROOT) ? outer.substring(ROOT.length()) : outer;
    }

    private static Set<String> reached(String from, Map<String, Set<String>> needs) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (seen.add(name)) {
                next.addAll(needs.getOrDefault(name, Set.of()));
            }
        }
        return seen;
    }
}
