package io.github.asyncffmpeg;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the package table of the design: who may import whom. An arrow that cannot hold is changed there, in an ADR. */
class ArchitectureTest {

    private static final String ROOT = "io.github.asyncffmpeg";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** A package, and what of this module it may import. The facade is in no list: nobody imports it. */
    @ParameterizedTest(name = "{0} imports only {1}")
    @CsvSource({
        "internal.secret, ''",
        "error, internal.secret",
        "internal.text, error",
        "internal.failure, error",
        "media, internal.text error",
        "frame, media error",
        "desktop, frame media error",
        "internal.value, internal.text media error",
        "graph, internal.secret internal.value internal.text media error",
        "internal.compile, internal.value internal.text graph media error",
        "command, internal.secret internal.compile graph media error",
        "internal.cache, ''",
        "internal.process, internal.cache error",
        "binary, internal.process internal.text media error",
        "internal.locate, internal.cache binary internal.process media error",
        "event, internal.secret media error",
        "internal.log, event media error",
        "internal.staging, internal.compile internal.process media error",
        "internal.delivery, internal.process event",
        "probe, internal.probe internal.delivery internal.failure internal.log internal.process internal.text internal.value binary event media error",
        "run, internal.compile internal.process probe binary graph event media error",
        "internal.engine, internal.secret run internal.locate internal.delivery internal.staging internal.compile internal.failure internal.log internal.process internal.text internal.value binary graph event media error",
        "pool, run graph event media error",
        "internal.pool, pool run probe binary internal.engine internal.delivery internal.compile graph event media error",
        "internal.probe, binary",
        "supervise, run event media error",
        "internal.supervise, supervise run internal.engine internal.delivery internal.compile event media error",
        "frames, run graph frame internal.delivery internal.process event media error",
        "check, ''",
        "internal.check, check binary internal.compile internal.staging"
    })
    void aPackageImportsOnlyWhatTheTableAllows(String name, String allowed) {
        Set<String> imported = new TreeSet<>();
        CORE.stream()
                .filter(type -> inPackage(type, name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith(ROOT) && !inPackage(type, name))
                .forEach(type -> imported.add(shortName(type)));
        assertThat(imported).isSubsetOf(Arrays.asList(allowed.split(" ")));
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> known = Set.of(
                "facade error internal.cache internal.locate internal.probe internal.value internal.text internal.failure internal.log media frame graph command internal.compile internal.process binary event internal.staging internal.delivery internal.engine run pool internal.pool probe supervise internal.supervise desktop frames check internal.check internal.secret"
                        .split(" "));
        assertThat(CORE.stream().map(ArchitectureTest::shortName).collect(Collectors.toSet()))
                .isSubsetOf(known);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    /** Neither in the names of its classes nor in its texts: what it starts may be any program. */
    @Test
    void processKnowsNoFFmpegWords() throws IOException {
        Pattern word = Pattern.compile("(?i)(?<!async)ff(mpeg|probe)");
        List<JavaClass> process = CORE.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + ".internal.process"))
                .toList();
        assertThat(process).hasSizeGreaterThan(20).allSatisfy(type -> {
            assertThat(type.getSimpleName()).doesNotContainPattern(word);
            assertThat(StringConstants.of(
                            type.getSource().orElseThrow().getUri().toURL()))
                    .as("texts of %s", type)
                    .noneMatch(text -> word.matcher(text).find());
        });
        assertThat(StringConstants.of(FFmpeg.class.getResource("FFmpeg.class"))).isNotEmpty();
    }

    @Test
    void nothingIsPrintedByTheLibrary() {
        noClasses().should().accessField(System.class, "out").check(CORE);
        noClasses().should().accessField(System.class, "err").check(CORE);
    }

    @Test
    void nothingRunsOnTheCommonPool() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.<JavaCall<?>>describe(
                        "its name ends with Async and no executor is handed over",
                        call -> call.getName().endsWith("Async")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Executor.class))))
                .check(CORE);
        noClasses().should().callMethod(ForkJoinPool.class, "commonPool").check(CORE);
        noClasses()
                .should()
                .callMethod(java.util.Collection.class, "parallelStream")
                .check(CORE);
    }

    @Test
    void nothingUsesWhatTheJdkDoesNotPromise() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")
                .check(CORE);
    }

    /** java.desktop is absent from small images: one package may use it, and nobody that package. */
    @Test
    void nothingButThePackageForItUsesTheDesktop() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".desktop")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.awt..",
                        "java.beans..",
                        "javax.swing..",
                        "javax.imageio..",
                        "javax.sound..",
                        ROOT + ".desktop")
                .check(CORE);
    }

    /**
     * A pause is for what nothing tells of. A pipe of a process is one: it has no selector, and its end may be held by a
     * grandchild. Everything else is waited for by a lock, a latch or a future.
     */
    @Test
    void nobodyPausesButWhereNothingTellsWhatIsWaitedFor() {
        Map<String, String> pauses = Map.of(
                "Poller", "all pipes, and no memory for a moment",
                "FirstMoments", "no memory for a moment",
                "PipeReader", "a pipe",
                "OutputCollector", "a pipe",
                "Watchdog", "a pipe",
                "ShortRun", "a pipe, and a program that is still open for writing (ETXTBSY)",
                "Starter", "a program that is still open for writing (ETXTBSY)",
                "MediaPorts", "a timer of its own, while the JVM ends and there are no alarms",
                "ResultFuture", "microseconds, until another thread has completed it");
        Set<String> found = CORE.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTest::isPause))
                .map(type -> topLevel(type).getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(pauses.keySet()));
    }

    private static boolean isPause(JavaCall<?> call) {
        String name = call.getName();
        JavaClass owner = call.getTargetOwner();
        return name.equals("sleep") && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class))
                || (name.equals("parkNanos") || name.equals("parkUntil")) && owner.isEquivalentTo(LockSupport.class)
                || name.equals("onSpinWait");
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
    }

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "facade" : name.substring(ROOT.length() + 1);
    }

    private static boolean inPackage(JavaClass type, String name) {
        String full = ROOT + "." + name;
        return type.getPackageName().equals(full) || type.getPackageName().startsWith(full + ".");
    }
}
