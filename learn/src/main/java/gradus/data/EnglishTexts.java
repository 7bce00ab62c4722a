package gradus.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// English verses, most of them light, and a book.
final class EnglishTexts {
  private static final String LZ4 = "usr/share/gocode/src/github.com/pierrec/lz4/";

  /// The songs and poems among Debian's fortune cookies.
  static final TextCollection VERSES =
      new TextCollection(
          "english-poems",
          List.of(
              new TextCollection.Part(
                  "English songs and poems",
                  List.of(
                      new DataFile(
                          "songs-poems",
                          233_975,
                          "eb714d297b468da91b6ca32baefb000279a3e3740b09f8a87db24fe58e010b1a",
                          0xb6480301)),
                  List.of(
                      new FolderSource(Path.of("/usr/share/games/fortunes")),
                      new DebianSource("fortunes", "usr/share/games/fortunes", false)))),
          174_045,
          88,
          contents -> verses(contents.getFirst()));

  /// *The Adventures of Sherlock Holmes* by Arthur Conan Doyle, 1892, which a Debian package has
  /// for a test.
  static final TextCollection SHERLOCK_HOLMES =
      new TextCollection(
          "sherlock-holmes",
          List.of(
              new TextCollection.Part(
                  "The Adventures of Sherlock Holmes",
                  List.of(
                      new DataFile(
                          "pg1661.txt",
                          594_933,
                          "242ec73a70f0a03dcbe007e32038e7deeaee004aaec9a09a07fa322743440fa8",
                          0x6a81e01a)),
                  List.of(
                      new FolderSource(Path.of("/" + LZ4 + "testdata")),
                      new FolderSource(Path.of("/" + LZ4 + "v4/testdata")),
                      new DebianSource("golang-github-pierrec-lz4-dev", LZ4 + "testdata", false),
                      new DebianSource(
                          "golang-github-pierrec-lz4-dev", LZ4 + "v4/testdata", false)))),
          561_806,
          81,
          contents -> book(contents.getFirst()));

  private EnglishTexts() {}

  /// @param content a book of Project Gutenberg, whose own words before and after it are left out
  static String book(byte[] content) {
    String text = String.join("\n", TextCollection.lines(content));
    int start = text.indexOf("ADVENTURE I.");
    int end = text.indexOf("End of the Project Gutenberg");
    return text.substring(start, end).strip().replaceAll("\n{3,}", "\n\n") + "\n";
  }

  /// @param content verses, with a line `%` between them, and perhaps their author at the end
  static String verses(byte[] content) {
    List<String> poems = new ArrayList<>();
    List<String> poem = new ArrayList<>();
    for (String line : TextCollection.lines(content)) {
      if (line.equals("%")) {
        add(poem, poems);
        poem.clear();
      } else {
        // A letter that was printed over another.
        poem.add(line.replaceAll(".\b", ""));
      }
    }
    add(poem, poems);
    return poems.stream().collect(Collectors.joining("\n"));
  }

  private static void add(List<String> poem, List<String> poems) {
    int author = poem.size();
    for (int i = 0; i < poem.size(); i++) {
      if (poem.get(i).matches("\\s*--.*|\\t\\t.*")) {
        author = i;
        break;
      }
    }
    List<String> lines = poem.subList(0, author).stream().map(String::stripTrailing).toList();
    // Tabs within a line stand between columns, and one line alone is no verse.
    boolean columns = lines.stream().anyMatch(line -> line.strip().contains("\t"));
    if (lines.size() > 1 && !columns) {
      poems.add(lines.stream().map(String::strip).collect(Collectors.joining("\n")).strip() + "\n");
    }
  }
}
