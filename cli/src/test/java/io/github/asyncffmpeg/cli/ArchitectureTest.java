package io.github.asyncffmpeg.cli;

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

/** Holds the table of the program's packages: who may import whom. Commands wire them, and are imported by nobody. */
class ArchitectureTest {

    private static final String ROOT = "io.github.asyncffmpeg.cli";
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** What the program imports of the jobs module's inside, by the last part of the package's name. */
    private static final String JOBS = "io.github.asyncffmpeg.jobs.internal";

    private static final String TABLE = "commands folder display picture report web";

    @ParameterizedTest(name = "{0} imports only {1}")
    @CsvSource({
        "folder,  plan words",
        "display, event words",
        "picture, words",
        "report,  record event picture words",
        "web,     batch record event words"
    })
    void aPackageImportsOnlyWhatTheTableAllows(String name, String allowed) {
        Set<String> imported = new TreeSet<>();
        PROGRAM.stream()
                .filter(type -> shortName(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith(ROOT)
                        || type.getPackageName().startsWith(JOBS))
                .filter(type -> !shortName(type).equals(name))
                .forEach(type -> imported.add(shortName(type)));
        assertThat(imported).isSubsetOf(Arrays.asList(allowed.split(" ")));
    }

    /** What it needs of the library's inside, named here, so that it stays little. */
    @Test
    void ofTheLibrarysInsideOnlyWhatIsNamedHereIsUsed() {
        Set<String> used = new TreeSet<>();
        PROGRAM.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith("io.github.asyncffmpeg.internal"))
                .forEach(type -> used.add(type.getSimpleName()));
        assertThat(used).isSubsetOf("CompiledCommand", "NearNames", "OutputForm", "Redactor");
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(PROGRAM.stream().map(ArchitectureTest::shortName).collect(Collectors.toSet()))
                .isSubsetOf(TABLE.split(" "));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT)
                ? "commands"
                : name.substring(name.startsWith(JOBS) ? JOBS.length() + 1 : ROOT.length() + 1);
    }
}
