package gradus.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {
  @TempDir private Path folder;

  private static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path write(String file, String text) throws IOException {
    return write(folder.resolve(file), text.getBytes(UTF_8));
  }

  /// What was noted, and the bytes of which each call told.
  private static final class Noted implements DownloadProgress {
    private final List<String> notes = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();

    @Override
    public void bytes(String what, long bytes, long total) {
      done.add(bytes);
      assertThat(bytes).isBetween(1L, total);
    }

    @Override
    public void note(String message) {
      notes.add(message);
    }
  }

  @Test
  void takesTheFoldersForClassesAndAllFilesForTexts() throws IOException {
    write("spam/b.txt", "buy now");
    write("spam/more/deep/a", "without an ending");
    write("ham/00001.7c53336b37003a9286aba55d2945844c", "see you");
    write("ham/.hidden", "not this");
    write("ham/.git/config", "nor this");
    write("README", "nor this");
    var noted = new Noted();
    Table table = TextFolder.of(folder).read(noted);
    assertThat(table.names()).containsExactly(TextFolder.TEXT, TextFolder.CLASS);
    Column.Categories classes = (Column.Categories) table.column(TextFolder.CLASS);
    assertThat(classes.categories()).containsExactly("ham", "spam");
    assertThat(classes.codes()).containsExactly(0, 1, 1);
    assertThat(((Column.Texts) table.column(TextFolder.TEXT)).values())
        .containsExactly("see you", "buy now", "without an ending");
    assertThat(noted.notes).isEmpty();
    assertThat(noted.done).containsExactly(7L, 14L, 31L);
  }

  @Test
  void findsTheEncodingOfEachText() throws IOException {
    write(folder.resolve("诗/gbk"), "明月几时有".getBytes(Charset.forName("GBK")));
    write("诗/mark", "\uFEFF床前明月光");
    write("诗/utf8", "把酒问青天\r\n");
    write(folder.resolve("文/latin"), "une rivi\u00e8re, l\u00e0.".getBytes(ISO_8859_1));
    var noted = new Noted();
    Table table = TextFolder.of(folder).read(noted);
    assertThat(((Column.Texts) table.column(TextFolder.TEXT)).values())
        .containsExactly("une rivière, là.", "明月几时有", "床前明月光", "把酒问青天\r\n");
    assertThat(noted.notes)
        .containsExactly("1 of 4 texts are neither UTF-8 nor GBK and are read as ISO 8859-1");
  }

  @Test
  void leavesOutWhatIsEmptyAndSaysSo() throws IOException {
    write("a/1", "one");
    write("a/2", "");
    write("b/1", "two");
    Files.createDirectory(folder.resolve("c"));
    var noted = new Noted();
    assertThat(TextFolder.of(folder).read(noted).rows()).isEqualTo(2);
    assertThat(noted.notes)
        .containsExactly(
            "1 empty files are left out", folder.resolve("c") + " holds no texts and is left out");
  }

  @Test
  void namesTheFilesThatAreNoTexts() throws IOException {
    write("a/1", "one");
    write("a/program", "ELF\0\0");
    write(folder.resolve("b/wide.txt"), "hello".getBytes(UTF_16));
    assertThatThrownBy(() -> TextFolder.of(folder).read(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("texts: 2 of 3 files cannot be read:")
        .hasMessageContaining("program")
        .hasMessageContaining("the file is binary")
        .hasMessageContaining("wide.txt")
        .hasMessageContaining("this is UTF-16");
  }

  @Test
  void needsTwoClasses() throws IOException {
    write("a/1", "one");
    assertThatThrownBy(() -> TextFolder.of(folder).read(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("needs at least two folders with texts in them")
        .hasMessageContaining("has 1");
    assertThatThrownBy(() -> TextFolder.of(folder.resolve("none")).read(DownloadProgress.SILENT))
        .isInstanceOf(FileException.class);
  }

  @Test
  void tellsFoldersOfTextsFromOthers() throws IOException {
    assertThat(TextFolder.isOne(folder)).isFalse();
    assertThat(TextFolder.isOne(folder.resolve("none"))).isFalse();
    write("novel.txt", "It was a dark night.");
    assertThat(TextFolder.isOne(folder)).isFalse();
    assertThat(TextFolder.hasTexts(folder)).isTrue();
    write("binary/x", "\0\0");
    write("cats/1.PNG", "what is in it is not looked at");
    write("cats/LICENSE", "a text among pictures");
    assertThat(TextFolder.isOne(folder)).isFalse();
    write("dogs/1", "text");
    assertThat(TextFolder.isOne(folder)).isTrue();
    assertThat(TextFolder.hasTexts(folder.resolve("cats").getParent())).isTrue();
    assertThat(TextFolder.hasTexts(folder.resolve("binary"))).isFalse();
  }

  @Test
  void readsNewTextsInTheOrderThatItLists() throws IOException {
    Path single = write("z.txt", "last name, first text");
    write("many/b", "second");
    write("many/a/c", "first");
    List<Path> given = List.of(single, folder.resolve("many"));
    assertThat(TextFolder.listed(given))
        .containsExactly(single, folder.resolve("many/a/c"), folder.resolve("many/b"));
    Table table = TextFolder.readNew(given, DownloadProgress.SILENT);
    assertThat(table.names()).containsExactly(TextFolder.TEXT);
    assertThat(((Column.Texts) table.column(TextFolder.TEXT)).values())
        .containsExactly("last name, first text", "first", "second");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> TextFolder.readNew(List.of(empty), DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no file in");
  }
}
