package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.io.AtomicFiles.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void replacesTheContentAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");

    AtomicFiles.write(file, "old");
    AtomicFiles.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void createsMissingFolders() throws IOException {
    Path file = folder.resolve("b/c/d.txt");

    AtomicFiles.write(file, "deep");

    assertThat(file).hasContent("deep");
  }

  @Test
  void takesItsStepsInOrder() throws IOException {
    List<Step> steps = new ArrayList<>();

    AtomicFiles.write(folder.resolve("a"), out -> out.write(new byte[200_000]), steps::add);

    assertThat(steps).isSorted().containsOnlyOnce(Step.RENAME).contains(Step.values());
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aFailureAtAnyStepLeavesOneOfTheTwoContentsAndNoOtherFile(Step failing) throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.write(file, "old");

    assertThatThrownBy(() ->
            AtomicFiles.write(
                file,
                out -> out.write("new".getBytes(StandardCharsets.UTF_8)),
                step -> {
                  if (step == failing) {
                    throw new IOException("injected");
                  }
                }))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("injected")
        .satisfies(e -> assertThat(((FileException) e).path()).isEqualTo(file));

    assertThat(file).hasContent(failing.compareTo(Step.RENAME) <= 0 ? "old" : "new");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aFailureInTheMiddleOfTheContentLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.write(file, "old");

    assertThatThrownBy(() ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[300_000]);
                  throw new IllegalStateException("no more");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void passesTheTypedFailureOfTheContentOn() {
    FileException inner = new FileException("read", folder, "x", "y");

    assertThatThrownBy(() ->
            AtomicFiles.write(
                folder.resolve("a"),
                out -> {
                  throw inner;
                }))
        .isSameAs(inner);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void finishesDespiteAnInterrupt() throws IOException {
    Path file = folder.resolve("a.txt");

    Thread.currentThread().interrupt();
    AtomicFiles.write(file, "kept");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("kept");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> AtomicFiles.write(folder, "x"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it is a directory")
        .hasMessageContaining(folder.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    for (Path below : List.of(file.resolve("a"), file.resolve("b/c"))) {
      assertThatThrownBy(() -> AtomicFiles.write(below, "x"))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("is a file where a folder is needed");
    }
    assertThat(file).hasContent("x");
  }

  @Test
  void refusesWhatIsNoRegularFile() {
    Path device = Path.of("/dev/null");
    assumeThat(device).exists();

    assertThatThrownBy(() -> AtomicFiles.write(device, "x"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("not a regular file");
  }

  @Test
  void refusesAReadOnlyFileOrFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    assertThat(file.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(file)).as("the superuser may write anything").isFalse();

    assertThatThrownBy(() -> AtomicFiles.write(file, "new"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("read-only");
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("b.txt"), "new"))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("access is denied");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
    assertThat(file).hasContent("old");
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("x".repeat(400)), "x"))
        .isInstanceOf(FileException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void writesANameAsLongAsTheSystemAllows() throws IOException {
    Path file = folder.resolve("x".repeat(255));

    AtomicFiles.write(file, "long");

    assertThat(file).hasContent("long");
  }

  @Test
  void writesThroughALinkAndKeepsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    Path dangling = Files.createSymbolicLink(folder.resolve("soon.txt"), Path.of("later.txt"));

    AtomicFiles.write(link, "new");
    AtomicFiles.write(dangling, "first");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    assertThat(folder.resolve("later.txt")).hasContent("first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No space left on device | the disk is full; free some space",
        "There is not enough space on the disk | the disk is full; free some space",
        "Disk quota exceeded | your disk quota is used up",
        "/x: Read-only file system | the file system is read-only",
        "/x: File name too long | the name is too long",
        "File too large | the file would be larger than is allowed",
        "Input/output error | Input/output error; check the path and the disk",
      })
  void explainsWhatTheSystemReports(String reported, String explained) {
    FileException failure =
        FileException.of("write", folder.resolve("a"), new IOException(reported));

    assertThat(failure)
        .hasMessageStartingWith("cannot write " + folder.resolve("a") + ": ")
        .hasMessageContaining(explained)
        .hasRootCauseMessage(reported);
  }

  @Test
  void explainsDeniedAccessAndMissingFiles() {
    Path file = folder.resolve("a");

    assertThat(FileException.of("write", file, new AccessDeniedException("/else")))
        .hasMessageContaining("access is denied (/else)");
    assertThat(FileException.of("read", file, new NoSuchFileException(file.toString())))
        .hasMessageContaining("a: it does not exist; check the spelling");
    assertThat(
            FileException.of("read", file, new FileSystemException("a", null, "Not a directory")))
        .hasMessageContaining("is a file where a folder is needed");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
