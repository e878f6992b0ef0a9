package io.github.asyncffmpeg.jobs;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the table of the module's packages: who may import whom. {@code documents} is the one that is exported. */
class ArchitectureTest {

    private static final String ROOT = "io.github.asyncffmpeg.jobs.internal";
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.asyncffmpeg.jobs");

    private static final String TABLE =
            "documents words plan event record jobfile document wire values batch measure flow";

    @ParameterizedTest(name = "{0} imports only {1}")
    @CsvSource({
        "words,   ''",
        "plan,    words",
        "event,   ''",
        "record,  event",
        "jobfile, document measure plan values words",
        "document, plan",
        "wire,    document plan",
        "values,  document plan wire",
        "batch,   plan event record words",
        "measure, ''",
        "flow,    batch document event plan values",
        "documents, batch event measure record document wire values jobfile plan words"
    })
    void aPackageImportsOnlyWhatTheTableAllows(String name, String allowed) {
        Set<String> imported = new TreeSet<>();
        MODULE.stream()
                .filter(type -> shortName(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith(ROOT)
                        && !shortName(type).equals(name))
                .forEach(type -> imported.add(shortName(type)));
        assertThat(imported).isSubsetOf(Arrays.asList(allowed.split(" ")));
    }

    /** What it needs of the core's inside, named here, so that it stays little. */
    @Test
    void ofTheCoresInsideOnlyWhatIsNamedHereIsUsed() {
        Set<String> used = new TreeSet<>();
        MODULE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith("io.github.asyncffmpeg.internal"))
                .forEach(type -> used.add(type.getSimpleName()));
        Set<String> events = Set.of("Callbacks", "EventFeed", "Listening", "ResultFuture", "Sorting", "Tray");
        used.removeAll(events);
        Set<String> secrets = Set.of("Redactor", "StableUrls");
        used.removeAll(secrets);
        assertThat(used).isSubsetOf("ArgumentScan", "CompiledCommand", "NearNames", "Option", "OutputForm");
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MODULE.stream().map(ArchitectureTest::shortName).collect(Collectors.toSet()))
                .isSubsetOf(TABLE.split(" "));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.asyncffmpeg.jobs.(**)")
                .should()
                .beFreeOfCycles()
                .check(MODULE);
    }

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length() + 1) : "documents";
    }
}
