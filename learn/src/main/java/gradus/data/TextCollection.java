package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/// A text to learn from that is fetched on first use, into `~/.gradus/data` (the environment
/// variable `GRADUS_HOME` moves `~/.gradus`), where later uses find it without a network.
///
/// ```java
/// String poems = TextCollection.of("chinese-poems").orElseThrow().load(DataOptions.of());
/// ```
///
/// Its files are checked against the SHA-256 of those that it was made for, so that the text is the
/// same everywhere, and cleaned of all that is no text.
public final class TextCollection {
  private static final List<TextCollection> ALL =
      List.of(
          ChinesePoems.QUATRAINS,
          ChinesePoems.TANG_300,
          EnglishTexts.VERSES,
          EnglishTexts.SHERLOCK_HOLMES);

  private final String name;
  private final List<Part> parts;
  private final int characters;
  private final int distinct;
  private final Function<List<byte[]>, String> text;

  /// Files that come from the same places.
  record Part(String title, List<DataFile> files, List<DataSource> sources) {}

  /// @param characters how long the text is
  /// @param distinct how many different characters it has
  /// @param text the text in the files' contents, in the order of parts and files
  TextCollection(
      String name,
      List<Part> parts,
      int characters,
      int distinct,
      Function<List<byte[]>, String> text) {
    this.name = name;
    this.parts = parts;
    this.characters = characters;
    this.distinct = distinct;
    this.text = text;
  }

  /// All collections.
  public static List<TextCollection> all() {
    return ALL;
  }

  /// The collection of a name.
  public static Optional<TextCollection> of(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// Its name, which is a folder's too: `chinese-poems`.
  public String name() {
    return name;
  }

  /// How many characters the text has, without loading it.
  public int characters() {
    return characters;
  }

  /// How many different characters the text has, without loading it.
  public int distinctCharacters() {
    return distinct;
  }

  /// Loads the text, fetching its files on first use.
  ///
  /// @param options where files are kept, other sources, and who is told; a folder of the user's
  ///   own is not looked at
  /// @throws FileException where no source works, telling what was tried
  public String load(DataOptions options) throws FileException {
    List<byte[]> contents = new ArrayList<>();
    for (Part part : parts) {
      var cache =
          new DataCache(
              part.title(),
              options.home().resolve("data").resolve(name),
              part.files(),
              "or train on another collection, or on a text file of your own",
              options.progress());
      var given = options.sources();
      var sources = given == null ? part.sources() : given;
      cache.complete(sources);
      for (DataFile file : part.files()) {
        contents.add(verified(cache, file, sources, options));
      }
    }
    return text.apply(contents);
  }

  /// A kept file; where it has been damaged since it was fetched, it is fetched once more.
  private static byte[] verified(
      DataCache cache, DataFile file, List<DataSource> sources, DataOptions options)
      throws FileException {
    byte[] content = cache.read(file);
    if (isOriginal(file, content)) {
      return content;
    }
    options.progress().note(Message.of("%s was damaged, and is fetched again", cache.path(file)));
    cache.discard(file);
    cache.complete(sources);
    return cache.read(file);
  }

  private static boolean isOriginal(DataFile file, byte[] content) {
    var checksum = new CRC32C();
    checksum.update(content);
    return (int) checksum.getValue() == file.crc32c();
  }

  /// The lines of a file's content.
  static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }
}
