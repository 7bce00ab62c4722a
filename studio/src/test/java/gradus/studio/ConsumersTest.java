package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.studio.BuiltJars.Result;
import gradus.studio.words.Version;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs of others, built from the artifacts alone: a Maven project with the one dependency that
/// is documented, with and without a module descriptor, and the programs of the READMEs.
///
/// It needs the jars, which `./gradus test` packages before; what they depend on comes from the
/// repository that this build used.
class ConsumersTest {
  private static final Path ROOT = BuiltJars.ROOT;

  @TempDir private Path folder;

  @BeforeEach
  void requireArtifacts() throws IOException {
    BuiltJars.assumeCurrent();
  }

  /// The links go first, so that nobody has to wonder whether what they lead to is deleted.
  @AfterEach
  void removeLinks() throws IOException {
    for (Path place : List.of(folder.resolve("repository"), folder.resolve("repository/dev"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> all = Files.list(place)) {
          for (Path one : all.filter(Files::isSymbolicLink).toList()) {
            Files.delete(one);
          }
        }
      }
    }
  }

  /// A repository with Gradus as `./gradus install` puts it there, and with links to what this
  /// build's own has of others.
  private Path repository() throws IOException {
    Path ours =
        Path.of(
            System.getProperty(
                "localRepository", System.getProperty("user.home") + "/.m2/repository"));
    Path repository = Files.createDirectories(folder.resolve("repository"));
    link(ours, repository, "dev");
    Path dev = Files.createDirectories(repository.resolve("dev"));
    link(ours.resolve("dev"), dev, "gradus");
    install(dev, "gradus", "pom.xml", null);
    install(dev, "gradus-tensor", "tensor/pom.xml", BuiltJars.jar("tensor"));
    install(dev, "gradus-learn", "learn/pom.xml", BuiltJars.jar("learn"));
    install(dev, "gradus-words", "words/pom.xml", BuiltJars.jar("words"));
    return repository;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> all = Files.list(from)) {
      for (Path one : all.toList()) {
        if (!one.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(one.getFileName().toString()), one);
        }
      }
    }
  }

  private static void install(Path dev, String artifact, String pom, Path jar) throws IOException {
    Path to =
        Files.createDirectories(dev.resolve("gradus").resolve(artifact).resolve(Version.ARTIFACTS));
    String name = artifact + "-" + Version.ARTIFACTS;
    Files.copy(ROOT.resolve(pom), to.resolve(name + ".pom"));
    if (jar != null) {
      Files.copy(jar, to.resolve(name + ".jar"));
    }
  }

  private Result maven(Path project, String... goals) throws Exception {
    List<String> command = new ArrayList<>();
    boolean windows = File.separatorChar == '\\';
    command.addAll(List.of(windows ? "mvn.cmd" : "mvn", "-o", "-B", "-q"));
    command.add("-Dmaven.repo.local=" + repository());
    command.addAll(List.of(goals));
    return BuiltJars.run(project, command);
  }

  private Path project() {
    Path project = folder.resolve("moons");
    assertThat(Terminal.run("new", project).status()).isZero();
    return project;
  }

  @Test
  void aNewProjectBuildsAndPassesItsTest() throws Exception {
    Path project = project();
    Result built = maven(project, "verify");
    assertThat(built.status()).as(built.out()).isZero();
    assertThat(project.resolve("target/surefire-reports/com.example.MoonsTest.txt"))
        .content()
        .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  /// What `gradus exercise` writes for an IDE.
  @Test
  void anExercisesFolderBuildsAndRunsItsChecks() throws Exception {
    assertThat(Terminal.run("exercise", "momentum", "--out", folder).status()).isZero();
    Path project = folder.resolve("momentum");
    Exercise momentum = Exercises.of("momentum");
    Files.writeString(project.resolve("src/Momentum.java"), momentum.solution());
    Result built = maven(project, "compile");
    assertThat(built.status()).as(built.out()).isZero();
    String path = project.resolve("target/classes") + File.pathSeparator + BuiltJars.modulePath();
    assertThat(BuiltJars.run(project, List.of(BuiltJars.tool("java"), "-cp", path, "Main")).out())
        .contains("the parameter goes against the velocity")
        .doesNotContain("expected");
  }

  /// The dependency, letter for letter, instead of the first that a POM has.
  private static void useDependencyOfTheReadme(Path pom) throws IOException {
    List<String> blocks = BuiltJars.blocks(ROOT.resolve("README.md"), "xml");
    assertThat(blocks).hasSize(1);
    assertThat(BuiltJars.blocks(ROOT.resolve("README.zh-CN.md"), "xml")).isEqualTo(blocks);
    String dependency = Matcher.quoteReplacement(blocks.getFirst());
    Files.writeString(
        pom, Files.readString(pom).replaceFirst("(?s)<dependency>.*?</dependency>\\R", dependency));
    assertThat(pom).content().contains(blocks.getFirst());
  }

  @Test
  void aProjectWithAModuleDescriptorBuildsAndRuns() throws Exception {
    Path project = project();
    useDependencyOfTheReadme(project.resolve("pom.xml"));
    Files.writeString(
        project.resolve("src/main/java/module-info.java"),
        """
        module moons {
          requires gradus.learn;
        }
        """);
    Result built = maven(project, "compile");
    assertThat(built.status()).as(built.out()).isZero();
    Result run =
        BuiltJars.run(
            project,
            List.of(
                BuiltJars.tool("java"),
                "--add-modules=jdk.incubator.vector",
                "-p",
                project.resolve("target/classes") + File.pathSeparator + BuiltJars.modulePath(),
                "-m",
                "moons/com.example.Moons"));
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("saved as moons.safetensors");
    assertThat(project.resolve("moons.safetensors")).isNotEmptyFile();
  }

  /// What `./gradus path` names: the jars of dictionaries beside them would keep the examples from
  /// being run from their sources.
  @Test
  void theLaunchersPathHasTheLibraryAlone() throws IOException {
    List<String> jars =
        Stream.of(BuiltJars.modulePath().split(File.pathSeparator))
            .map(jar -> Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", ""))
            .toList();
    for (String launcher : List.of("gradus", "gradus.cmd")) {
      String text = Files.readString(ROOT.resolve(launcher));
      Matcher list = Pattern.compile("in \\(?(gradus-tensor [\\w -]+)[;)]").matcher(text);
      assertThat(list.find()).as(launcher).isTrue();
      assertThat(list.group(1).split(" ", -1)).containsExactlyInAnyOrderElementsOf(jars);
    }
  }

  private static final String ASKING =
      """
      package asking;

      import gradus.augment.TextAugmentations;
      import gradus.tensor.RandomKey;
      import gradus.words.MixedWords;

      public class Asking {
        public static void main(String[] arguments) {
          var synonyms = TextAugmentations.synonyms(MixedWords.lexicon(), 1);
          String english = synonyms.apply("The movies!", RandomKey.of(1));
          String chinese = synonyms.apply("这部电影。", RandomKey.of(1));
          boolean changed = english.matches("The (films|pictures)!") && chinese.contains("这部");
          System.out.println(changed && !chinese.contains("电影") ? "asked" : english + chinese);
        }
      }
      """;

  /// The dictionaries' jars have no module descriptors, and must do on both paths.
  @Test
  void dictionariesAreFoundOnTheModulePathAndTheClassPath() throws Exception {
    Path project = project();
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom).replace("<artifactId>gradus-learn<", "<artifactId>gradus-words<"));
    Path source = Files.createDirectories(project.resolve("src/main/java/asking"));
    Files.writeString(source.resolve("Asking.java"), ASKING);
    String path =
        project.resolve("target/classes") + File.pathSeparator + BuiltJars.modulePathWithWords();
    String java = BuiltJars.tool("java");
    String vectors = "--add-modules=jdk.incubator.vector";

    Files.writeString(
        project.resolve("src/main/java/module-info.java"),
        """
        module asking {
          requires gradus.words;
        }
        """);
    Result built = maven(project, "compile");
    assertThat(built.status()).as(built.out()).isZero();
    Result modules =
        BuiltJars.run(project, List.of(java, vectors, "-p", path, "-m", "asking/asking.Asking"));
    assertThat(modules.out()).contains("asked");
    Result classes = BuiltJars.run(project, List.of(java, vectors, "-cp", path, "asking.Asking"));
    assertThat(classes.out()).contains("asked");
  }

  /// Letter for letter, as `java -p ... --add-modules gradus.learn Prog.java` takes them.
  @Test
  void theProgramsOfTheReadmesCompileAndRun() throws Exception {
    List<String> programs = BuiltJars.blocks(ROOT.resolve("README.md"), "java");
    assertThat(programs).isNotEmpty();
    assertThat(BuiltJars.blocks(ROOT.resolve("README.zh-CN.md"), "java")).isEqualTo(programs);
    boolean hasDigits =
        Files.exists(
            Path.of(System.getProperty("user.home"), ".gradus/data/mnist/train-images-idx3-ubyte"));
    for (String program : programs) {
      // The digits are fetched once for all; a machine without them compiles the program.
      Result result =
          hasDigits
              ? BuiltJars.runProgram(folder, program)
              : BuiltJars.compileProgram(folder, program);
      assertThat(result.status()).as(result.out()).isZero();
      if (hasDigits) {
        assertThat(folder.resolve("digits.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("loss.svg")).isNotEmptyFile();
      }
    }
  }

  @Test
  void aNewProjectIsWrittenToAnEmptyFolderAlone() throws IOException {
    Path project = project();
    assertThat(project.resolve("pom.xml"))
        .content()
        .contains("<gradus.version>" + Version.ARTIFACTS)
        .doesNotContain("@");
    assertThat(Terminal.run("new", project))
        .isEqualTo(
            new Terminal(
                2,
                "",
                "gradus: "
                    + project
                    + " has something in it; name a new folder, or an empty one\n"));
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThat(Terminal.run("new", file).status()).isEqualTo(2);
    assertThat(file).hasContent("mine");
    assertThat(Files.readString(ROOT.resolve("learn/pom.xml"))).contains(Version.ARTIFACTS);
  }
}
