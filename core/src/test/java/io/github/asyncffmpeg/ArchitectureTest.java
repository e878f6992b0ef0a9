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
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
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
        "error, ''",
        "internal.text, error",
        "internal.failure, error",
        "media, internal.text error",
        "frame, media error",
        "desktop, frame media error",
        "graph, internal.text media error",
        "internal.compile, graph media error",
        "command, internal.compile graph media error",
        "internal.process, error",
        "binary, internal.process internal.text media error",
        "event, media error",
        "internal.log, event media error",
        "internal.staging, internal.compile internal.process media error",
        "run, internal.staging graph internal.compile internal.failure internal.log internal.process internal.text binary event media error",
        "pool, run graph event media error",
        "probe, internal.failure internal.log internal.process internal.text binary event media error",
        "supervise, run graph internal.compile event media error"
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
                "facade error internal.text internal.failure internal.log media frame graph command internal.compile internal.process binary event internal.staging run pool probe supervise desktop"
                        .split(" "));
        assertThat(CORE.stream().map(ArchitectureTest::shortName).collect(Collectors.toSet()))
                .isSubsetOf(known);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void processKnowsNoFFmpegWords() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.process..")
                .should()
                .haveNameMatching(".*\\.[^.]*(?i)ffmpeg[^.]*")
                .check(CORE);
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

    @Test
    void nobodyWaitsBySleeping() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CORE);
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
