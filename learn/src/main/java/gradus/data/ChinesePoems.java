package gradus.data;

import gradus.io.Json;
import gradus.io.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Chinese poems in regular verse: every line a couplet of five or of seven characters each.
final class ChinesePoems {
  private static final String COUPLETS =
      "(?:\\p{IsHan}{5}，\\p{IsHan}{5}[。？！；]\n?)%1$s|(?:\\p{IsHan}{7}，\\p{IsHan}{7}[。？！；]\n?)%1$s";
  private static final Pattern QUATRAIN =
      Pattern.compile(String.format(Locale.ROOT, COUPLETS, "{2}"));
  private static final Pattern REGULAR = Pattern.compile(String.format(Locale.ROOT, COUPLETS, "+"));
  private static final Pattern END = Pattern.compile("(?<=[。？！；])");

  /// Characters in fewer places than this are too rare to be learned; poems that have one are left
  /// out.
  private static final int FEWEST = 15;

  /// The quatrains among the complete Tang poems, in simplified characters.
  static final TextCollection QUATRAINS =
      new TextCollection(
          "chinese-poems",
          List.of(
              new TextCollection.Part(
                  "simplified characters",
                  List.of(
                      new DataFile(
                          "TSCharacters.js",
                          28_987,
                          "85aee197470c6fa5fce207b4d1fe17b178eb8075b622133cd0eaa3c7d75fe16c",
                          0xb5a0a12f)),
                  List.of(new NpmSource("opencc-js", "1.4.2", "dist/esm-lib/dict"))),
              new TextCollection.Part(
                  "the complete Tang poems (85 MB, once)",
                  files("tang-poems.files"),
                  List.of(new NpmSource("chinese-poetry", "2.0.1", "dist/quantangshi")))),
          210_184,
          2127,
          ChinesePoems::quatrains);

  /// Those of the *Three Hundred Tang Poems* and of a hundred Song poems that are regular.
  static final TextCollection TANG_300 =
      new TextCollection(
          "tang-300",
          List.of(
              new TextCollection.Part(
                  "Tang and Song poems",
                  List.of(
                      new DataFile(
                          "tang300",
                          88_927,
                          "b69cab0cb84c49dc1808d95aea7156c8911a7022ec630e194eecf360b78feff5",
                          0x4eb93747),
                      new DataFile(
                          "song100",
                          28_533,
                          "05a0af125f3572b895e06046c417df0f8f1b8cb9cf0b5115ee9420ae5524683b",
                          0xfb247613)),
                  List.of(
                      new FolderSource(Path.of("/usr/share/games/fortunes")),
                      new DebianSource("fortunes-zh", "usr/share/games/fortunes", false)))),
          22_962,
          2348,
          ChinesePoems::regular);

  private ChinesePoems() {}

  /// The files that a resource lists, each on a line: name, bytes, SHA-256, CRC-32C.
  private static List<DataFile> files(String resource) {
    try (InputStream in = ChinesePoems.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.split(" ", -1))
          .map(words ->
              new DataFile(
                  words[0],
                  Integer.parseInt(words[1]),
                  words[2],
                  Integer.parseUnsignedInt(words[3], 16)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param contents the table of simplified characters, then lists of poems in JSON
  static String quatrains(List<byte[]> contents) {
    Map<Integer, Integer> simplified = simplified(contents.getFirst());
    Set<String> poems = new LinkedHashSet<>();
    for (byte[] content : contents.subList(1, contents.size())) {
      for (JsonCursor poem : new JsonCursor(Json.parse(content), "poems").elements()) {
        String lines =
            poem.member("paragraphs").elements().stream()
                .map(JsonCursor::text)
                .collect(Collectors.joining());
        if (QUATRAIN.matcher(lines).matches()) {
          poems.add(simplify(lines, simplified));
        }
      }
    }
    // One on a line: a network learns the form sooner where only poems end lines.
    return common(poems).stream().map(poem -> poem + "\n").collect(Collectors.joining());
  }

  /// Pairs of a traditional and a simplified character, as in `"萬 万|與 与"`, of which the first
  /// stands where there are several.
  private static Map<Integer, Integer> simplified(byte[] table) {
    String text = new String(table, StandardCharsets.UTF_8);
    String pairs = text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
    Map<Integer, Integer> simplified = new HashMap<>();
    for (String pair : pairs.split("\\|", -1)) {
      String[] words = pair.split(" ", -1);
      simplified.put(words[0].codePointAt(0), words[1].codePointAt(0));
    }
    return simplified;
  }

  private static String simplify(String poem, Map<Integer, Integer> simplified) {
    var text = new StringBuilder();
    poem.codePoints().forEach(one -> text.appendCodePoint(simplified.getOrDefault(one, one)));
    return text.toString();
  }

  private static List<String> common(Set<String> poems) {
    Map<Integer, Integer> counts = new HashMap<>();
    poems.forEach(poem -> poem.codePoints().forEach(one -> counts.merge(one, 1, Integer::sum)));
    return poems.stream()
        .filter(poem -> poem.codePoints().allMatch(one -> counts.getOrDefault(one, 0) >= FEWEST))
        .toList();
  }

  /// @param contents collections of poems, with a line `%` between them and titles in colour
  static String regular(List<byte[]> contents) {
    List<String> poems = new ArrayList<>();
    for (byte[] content : contents) {
      var poem = new StringBuilder();
      for (String line : TextCollection.lines(content)) {
        if (line.equals("%")) {
          addRegular(poem.toString(), poems);
          poem.setLength(0);
        } else if (!line.contains("\u001b") && !line.strip().matches("其[一二三四五六七八九十]+")) {
          poem.append(line.strip());
        }
      }
      addRegular(poem.toString(), poems);
    }
    return join(poems);
  }

  private static void addRegular(String poem, List<String> poems) {
    String lines = poem.replace('：', '，');
    if (REGULAR.matcher(lines).matches()) {
      poems.add(lines);
    }
  }

  /// One couplet on a line, and an empty line after each poem.
  private static String join(List<String> poems) {
    return poems.stream()
        .map(poem -> String.join("\n", END.split(poem)) + "\n")
        .collect(Collectors.joining("\n"));
  }
}
