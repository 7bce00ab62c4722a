package gradus.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// English verses, most of them light.
final class EnglishPoems {
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
          contents -> verses(contents.getFirst()));

  private EnglishPoems() {}

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
