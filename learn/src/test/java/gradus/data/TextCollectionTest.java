package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCollectionTest {
  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void isFoundByItsName() {
    assertThat(TextCollection.all())
        .extracting(TextCollection::name)
        .containsExactly("chinese-poems", "tang-300", "english-poems", "sherlock-holmes");
    assertThat(TextCollection.of("tang-300")).contains(TextCollection.all().get(1));
    assertThat(TextCollection.of("tang")).isEmpty();
  }

  @Test
  void tellsWhatWasTriedWhereNothingWorks() {
    DataOptions options =
        DataOptions.of()
            .withHome(folder)
            .withSources(List.of(new FolderSource(folder.resolve("nothing"))));

    for (TextCollection collection : TextCollection.all()) {
      assertThatThrownBy(() -> collection.load(options))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("could not be had")
          .hasMessageContaining("nothing: there is no such folder")
          .hasMessageContaining("or train on another collection, or on a text file of your own");
    }
  }

  @Test
  void refusesFilesOfAnotherVersion() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("songs-poems"), "other songs\n%\n");
    DataOptions options =
        DataOptions.of().withHome(folder).withSources(List.of(new FolderSource(source)));

    assertThatThrownBy(() -> TextCollection.of("english-poems").orElseThrow().load(options))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("songs-poems has the SHA-256")
        .hasMessageContaining("not the original's");
  }

  @Test
  void fetchesAgainWhatWasDamagedSince() throws IOException {
    byte[] content = utf8("a poem");
    var checksum = new CRC32C();
    checksum.update(content);
    var file =
        new DataFile(
            "poem", content.length, gradus.io.Sha256.of(content), (int) checksum.getValue());
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.write(source.resolve("poem"), content);
    var part = new TextCollection.Part("a test", List.of(file), List.of(new FolderSource(source)));
    var collection =
        new TextCollection(
            "test",
            List.of(part),
            content.length,
            5,
            contents -> new String(contents.getFirst(), StandardCharsets.UTF_8));
    List<String> notes = new ArrayList<>();
    DataOptions options =
        DataOptions.of()
            .withHome(folder)
            .withProgress(
                new DownloadProgress() {
                  @Override
                  public void bytes(String what, long done, long total) {}

                  @Override
                  public void note(String message) {
                    notes.add(message);
                  }
                });

    assertThat(collection.load(options)).isEqualTo("a poem");
    Files.write(folder.resolve("data/test/poem"), utf8("a pOem"));
    assertThat(collection.load(options)).isEqualTo("a poem");
    assertThat(notes).anyMatch(note -> note.contains("was damaged, and is fetched again"));
  }

  @Test
  void keepsQuatrainsOfTheTangInSimplifiedCharacters() {
    byte[] table = utf8("export default \"來 来|樓 楼|裏 里 裡\";");
    // The same characters in every poem, so that none is rare, in as many orders.
    List<String> poems = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      String first = rotated("白日依山尽", i % 5) + "，" + rotated("黄河入海流", i / 5) + "。";
      poems.add(poem(first + "欲穷千里目，更上一层樓。"));
    }
    poems.add(poem("君不見，黃河之水天上來。"));
    poems.add(poem("白日依山尽，黄河入海流。欲穷千里目，更上一层塔。"));
    byte[] list = utf8("[" + String.join(",", poems) + "]");

    String text = ChinesePoems.quatrains(List.of(table, list));

    assertThat(text).startsWith("白日依山尽，黄河入海流。欲穷千里目，更上一层楼。\n");
    assertThat(text.lines()).hasSize(15);
    assertThat(text).doesNotContain("君", "塔");
  }

  private static String rotated(String characters, int by) {
    return characters.substring(by) + characters.substring(0, by);
  }

  private static String poem(String lines) {
    return "{\"title\": \"\", \"paragraphs\": [\"%s\"]}".formatted(lines);
  }

  @Test
  void keepsRegularVerseOfOtherCollections() {
    String text =
        """
        \u001b[32m《送别》\u001b[m
        \u001b[33m作者：王维\u001b[m
        下马饮君酒，问君何所之。
        君言不得意，归卧南山陲。
        但去莫复问，白云无尽时。
        %
        \u001b[32m题目:《春居杂兴》二首\u001b[m

                    其二
        春云如兽复如禽：日照风吹浅又深。
        谁道无心便容与，亦同翻覆小人心。
        %
        \u001b[32m《登幽州台歌》\u001b[m
        前不见古人，后不见来者。
        念天地之悠悠，独怆然而泪下。
        """;

    assertThat(ChinesePoems.regular(List.of(utf8(text))))
        .isEqualTo(
            """
            下马饮君酒，问君何所之。
            君言不得意，归卧南山陲。
            但去莫复问，白云无尽时。

            春云如兽复如禽，日照风吹浅又深。
            谁道无心便容与，亦同翻覆小人心。
            """);
  }

  @Test
  void keepsABookWithoutWhatStandsAroundIt() {
    String text =
        """
        \ufeffA license.

        ADVENTURE I. A SCANDAL



        To Sherlock Holmes she is always THE woman.


        End of the Project Gutenberg EBook
        """;

    assertThat(EnglishTexts.book(utf8(text.replace("\n", "\r\n"))))
        .isEqualTo("ADVENTURE I. A SCANDAL\n\nTo Sherlock Holmes she is always THE woman.\n");
  }

  @Test
  void keepsVersesWithoutTheirAuthors() {
    String text =
        """
        A bit of talcum
        Is always w\bwalcum
        \t\t-- Ogden Nash
        %
        One line is no verse.
        %
        A fitter fits;\t\t\tThough sinners sin
        A cutter cuts;\t\t\tAnd thinners thin
        %
          How doth the little crocodile
        Improve his shining tail

        And pour
        \t\t[from a book]
        """;

    assertThat(EnglishTexts.verses(utf8(text)))
        .isEqualTo(
            """
            A bit of talcum
            Is always walcum

            How doth the little crocodile
            Improve his shining tail

            And pour
            """);
  }
}
