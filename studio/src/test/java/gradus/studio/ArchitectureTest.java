package gradus.studio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package may know which. The module system keeps the arrows between modules; this keeps
/// those between the packages inside them, and a few rules that hold in every library module.
class ArchitectureTest {
  /// For each package the other packages of Gradus that it may depend on.
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("gradus.tensor", List.of("gradus.tensor.kernel")),
          entry("gradus.tensor.kernel", List.of()),
          entry("gradus.io", List.of("gradus.tensor")),
          entry("gradus.nn", List.of("gradus.tensor", "gradus.io")),
          entry("gradus.networks", List.of("gradus.tensor", "gradus.nn")),
          entry("gradus.loss", List.of("gradus.tensor")),
          entry("gradus.optim", List.of("gradus.tensor")),
          entry("gradus.data", List.of("gradus.tensor", "gradus.io")),
          entry(
              "gradus.table",
              List.of("gradus.tensor", "gradus.io", "gradus.data", "gradus.nn", "gradus.loss")),
          entry(
              "gradus.augment",
              List.of(
                  "gradus.tensor",
                  "gradus.data",
                  "gradus.nn",
                  "gradus.loss",
                  "gradus.optim",
                  "gradus.table",
                  "gradus.train")),
          entry("gradus.text", List.of("gradus.tensor", "gradus.nn", "gradus.data", "gradus.io")),
          entry(
              "gradus.train",
              List.of(
                  "gradus.tensor",
                  "gradus.nn",
                  "gradus.loss",
                  "gradus.optim",
                  "gradus.data",
                  "gradus.io")),
          entry(
              "gradus.diffusion",
              List.of("gradus.tensor", "gradus.nn", "gradus.loss", "gradus.train")),
          entry(
              "gradus.search",
              List.of("gradus.tensor", "gradus.io", "gradus.data", "gradus.train", "gradus.plot")),
          entry("gradus.plot", List.of("gradus.tensor", "gradus.train", "gradus.io")),
          entry("gradus.words", List.of("gradus.tensor", "gradus.augment")));

  private static final JavaClasses TENSOR = compiled("tensor");
  private static final JavaClasses LEARN = compiled("learn");
  private static final JavaClasses STUDIO = compiled("studio");
  private static final JavaClasses LIBRARY = compiled("tensor", "learn", "words");

  /// The compiled classes of modules that stand beside this one.
  private static JavaClasses compiled(String... modules) {
    Path root = Path.of("").toAbsolutePath().resolveSibling("");
    return new ClassFileImporter()
        .importPaths(
            Stream.of(modules)
                .map(module -> root.resolve(module, "target", "classes"))
                .filter(Files::isDirectory)
                .toList());
  }

  static Stream<String> packages() {
    return ARROWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void knowsOnlyThePackagesItsArrowsPointTo(String name) {
    List<String> allowed =
        Stream.concat(Stream.of(name), ARROWS.getOrDefault(name, List.of()).stream()).toList();
    DescribedPredicate<JavaClass> foreign =
        resideInAPackage("gradus..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(foreign)
        .allowEmptyShould(true) // a package that is still to come
        .check(LIBRARY);
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(LIBRARY.stream().map(JavaClass::getPackageName).filter(name -> !name.isEmpty()))
        .isNotEmpty()
        .isSubsetOf(ARROWS.keySet());
  }

  @Test
  void packagesOfLearnFormNoCycle() {
    slices().matching("gradus.(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(LEARN);
  }

  @Test
  void packagesOfTensorFormNoCycle() {
    slices().matching("gradus.(**)").should().beFreeOfCycles().allowEmptyShould(true).check(TENSOR);
  }

  @Test
  void packagesOfTheCommandLineFormNoCycle() {
    // In full, so that the package of the entry point is a slice too.
    slices().matching("(gradus.studio..)").should().beFreeOfCycles().check(STUDIO);
  }

  @Test
  void runsTellEventsAndNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("gradus.studio.run..")
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("gradus.studio.console..", "gradus.studio.report..", "picocli..")
        .check(STUDIO);
  }

  @Test
  void tensorDependsOnTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "gradus.tensor..",
                "java..",
                "com.sun.management..",
                "jdk.incubator.vector..",
                "org.jspecify.."))
        .check(TENSOR);
  }

  @Test
  void librariesLeaveTheStandardStreamsAlone() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(LIBRARY);
  }

  @Test
  void librariesNeverEndTheProcess() {
    noClasses()
        .should(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .check(LIBRARY);
  }

  /// Who imports the whole module could use neither of two classes of one name.
  @Test
  void namesAreThereOnce() {
    List<String> names =
        LIBRARY.stream()
            .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(one -> one.isTopLevelClass() && !one.getPackageName().endsWith(".kernel"))
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  /// Digits of the user's own locale have no place in files, fingerprints and pages.
  @Test
  void textsAreFormattedInALocaleThatIsNamed() {
    noClasses()
        .should(callMethod(String.class, "formatted", Object[].class))
        .orShould(callMethod(String.class, "format", String.class, Object[].class))
        .orShould(callMethod(Formatter.class, "format", String.class, Object[].class))
        .orShould(callMethod(PrintStream.class, "printf", String.class, Object[].class))
        .orShould(callMethod(PrintStream.class, "format", String.class, Object[].class))
        .orShould(callMethod(PrintWriter.class, "printf", String.class, Object[].class))
        .orShould(callMethod(PrintWriter.class, "format", String.class, Object[].class))
        .check(compiled("tensor", "learn", "words", "course", "studio"));
  }

  @Test
  void nothingIsDeserialisedIntoCode() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(LIBRARY);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.(Abstract\\w*|\\w*(Impl|Utils?|Manager|Helper))")
        .check(LIBRARY);
  }
}
