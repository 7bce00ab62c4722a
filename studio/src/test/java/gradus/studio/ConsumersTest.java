package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.studio.words.Version;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs of others, built from the artifacts alone: a Maven project with the one dependency that
/// is documented, with and without a module descriptor, and the programs of the READMEs.
///
/// It needs the jars, which `./gradus test` packages before; what they depend on comes from the
/// repository that this build used.
class ConsumersTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  /// The artifacts of others that a program with Gradus needs at run time.
  private static final List<String> LIBRARIES = List.of("jackson-core", "fastcsv", "jspecify");

  @TempDir private Path folder;

  private static Path jar(String module) {
    return ROOT.resolve(module + "/target/gradus-" + module + "-" + Version.ARTIFACTS + ".jar");
  }

  @BeforeEach
  void requireArtifacts() {
    assumeTrue(Files.exists(jar("learn")), "the jars are packaged by ./gradus test");
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

  private record Result(int status, String out) {}

  private Result run(Path directory, List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "out", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MAVEN_OPTS");
    int status = builder.start().waitFor();
    return new Result(status, Files.readString(output, StandardCharsets.UTF_8));
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
    install(dev, "gradus-tensor", "tensor/pom.xml", jar("tensor"));
    install(dev, "gradus-learn", "learn/pom.xml", jar("learn"));
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
    return run(project, command);
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

  @Test
  void aProjectWithAModuleDescriptorBuildsAndRuns() throws Exception {
    Path project = project();
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
        run(
            project,
            List.of(
                JAVA.resolve("java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-p",
                project.resolve("target/classes") + File.pathSeparator + modulePath(),
                "-m",
                "moons/com.example.Moons"));
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("saved as moons.safetensors");
    assertThat(project.resolve("moons.safetensors")).isNotEmptyFile();
  }

  /// The jars of Gradus and what they need, as a folder of them would have.
  private static String modulePath() {
    String all =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path");
    Stream<String> libraries =
        Arrays.stream(all.split(File.pathSeparator, -1))
            .filter(path ->
                LIBRARIES.stream()
                    .anyMatch(name ->
                        Path.of(path).getFileName() != null
                            && Path.of(path).getFileName().toString().startsWith(name + "-")))
            .distinct();
    String path =
        Stream.concat(Stream.of(jar("tensor").toString(), jar("learn").toString()), libraries)
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(path.split(File.pathSeparator, -1)).hasSize(2 + LIBRARIES.size());
    return path;
  }

  private static List<String> programs(String readme) throws IOException {
    Matcher blocks =
        Pattern.compile("(?s)```java\\R(.*?)```").matcher(Files.readString(ROOT.resolve(readme)));
    List<String> programs = new ArrayList<>();
    while (blocks.find()) {
      programs.add(blocks.group(1));
    }
    return programs;
  }

  /// Letter for letter, as `java -p ... --add-modules gradus.learn Prog.java` takes them.
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void theProgramsOfTheReadmesCompileAndRun(String readme) throws Exception {
    List<String> programs = programs(readme);
    assertThat(programs).isNotEmpty();
    boolean hasDigits =
        Files.exists(
            Path.of(System.getProperty("user.home"), ".gradus/data/mnist/train-images-idx3-ubyte"));
    for (String program : programs) {
      Path source = Files.writeString(folder.resolve("Prog.java"), program);
      Result compiled =
          run(
              folder,
              List.of(
                  JAVA.resolve("javac").toString(),
                  "-d",
                  folder.resolve("out").toString(),
                  "-p",
                  modulePath(),
                  "--add-modules=gradus.learn",
                  source.toString()));
      assertThat(compiled.status()).as(compiled.out()).isZero();
      // The digits are fetched once for all; a machine without them has compiled the program.
      if (hasDigits) {
        Result run =
            run(
                folder,
                List.of(
                    JAVA.resolve("java").toString(),
                    "-p",
                    modulePath(),
                    "--add-modules=gradus.learn,jdk.incubator.vector",
                    source.toString()));
        assertThat(run.status()).as(run.out()).isZero();
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
