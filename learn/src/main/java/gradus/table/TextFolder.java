package gradus.table;

import gradus.data.DataException;
import gradus.data.DownloadProgress;
import gradus.data.PlainText;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A folder of texts with a folder for each class.
///
/// ```java
/// Table mails = TextFolder.of(Path.of("mails")).read(DownloadProgress.SILENT);
/// TableEncoder encoder = TableEncoder.fit(mails, TextFolder.CLASS);
/// ```
///
/// Classes are the names of the folders, and texts all files in them and in folders below, whatever
/// they are called, in the order of their names; hidden ones are left out. A text is UTF-8, with or
/// without a byte order mark, or GB18030 (which GBK and GB2312 are parts of) where its bytes are no
/// UTF-8; one that is neither is read byte by byte as ISO 8859-1, as old mails are, with a note.
///
/// @param path the folder
public record TextFolder(Path path) {
  /// The column of the texts.
  public static final String TEXT = "text";

  /// The column of their classes.
  public static final String CLASS = "class";

  private static final int LOOKED_AT = 4096;
  private static final int MOST_CHARACTERS = 1 << 29;
  private static final int SHOWN = 10;
  private static final Pattern PICTURE = Pattern.compile("(?i)\\.(png|jpe?g)$");
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

  /// The texts in a folder.
  public static TextFolder of(Path path) {
    return new TextFolder(path);
  }

  /// Whether a folder has folders with texts in them; those with pictures do not count.
  public static boolean isOne(Path folder) {
    try {
      for (Path inner : inside(folder)) {
        List<Path> files = Files.isDirectory(inner) ? files(inner) : List.of();
        if (files.stream().noneMatch(TextFolder::isNamedPicture)
            && files.stream().anyMatch(TextFolder::isText)) {
          return true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Whether there are texts in a folder itself, and not in folders inside it.
  public static boolean hasTexts(Path folder) {
    try {
      return inside(folder).stream().anyMatch(TextFolder::isText);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Reads all texts: a table of [#TEXT] and [#CLASS].
  ///
  /// @param progress told how many bytes of the files are read
  /// @throws DataException where there are fewer than two classes with texts, files that are no
  ///   texts, or more than half a gigabyte of them
  /// @throws FileException where the folder cannot be read
  public Table read(DownloadProgress progress) throws FileException {
    List<String> classes = new ArrayList<>();
    List<Path> all = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    try {
      for (Path inner : inside(path)) {
        if (!Files.isDirectory(inner)) {
          continue;
        }
        List<Path> files = filled(files(inner), progress);
        if (files.isEmpty()) {
          progress.note(Message.of("%s holds no texts and is left out", inner));
          continue;
        }
        files.forEach(_ -> labels.add(classes.size()));
        all.addAll(files);
        classes.add(String.valueOf(inner.getFileName()));
      }
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
    if (classes.size() < 2) {
      throw new DataException(
          "texts: %s needs at least two folders with texts in them, one for each class, and has %d",
          path, classes.size());
    }
    Words words = Words.of(classes);
    int[] codes = labels.stream().mapToInt(label -> words.place(classes.get(label))).toArray();
    return Table.of(
        new Column.Texts(TEXT, texts(all, progress)),
        new Column.Categories(CLASS, words.ordered(), codes));
  }

  /// Empty files say nothing; they are left out, with a note.
  private static List<Path> filled(List<Path> files, DownloadProgress progress) throws IOException {
    List<Path> filled = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > 0) {
        filled.add(file);
      }
    }
    if (filled.size() < files.size()) {
      progress.note(Message.of("%d empty files are left out", files.size() - filled.size()));
    }
    return filled;
  }

  /// New texts as a table with the column [#TEXT] alone.
  ///
  /// @param files text files, and folders of which all texts in them and below are meant
  /// @throws DataException where files are no texts, or are more than half a gigabyte
  /// @throws FileException where one is missing or a folder cannot be read
  public static Table readNew(List<Path> files, DownloadProgress progress) throws FileException {
    return Table.of(new Column.Texts(TEXT, texts(listed(files), progress)));
  }

  /// The files that [#readNew] reads, in its order.
  ///
  /// @throws DataException where there are none
  /// @throws FileException where a folder cannot be read
  public static List<Path> listed(List<Path> files) throws FileException {
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      try {
        all.addAll(Files.isDirectory(file) ? files(file) : List.of(file));
      } catch (IOException failure) {
        throw FileException.of("read", file, failure);
      }
    }
    if (all.isEmpty()) {
      throw new DataException("texts: there is no file in %s", Message.joined(", ", files));
    }
    return all;
  }

  private static List<String> texts(List<Path> files, DownloadProgress progress)
      throws FileException {
    List<String> texts = new ArrayList<>();
    List<Message> bad = new ArrayList<>();
    String what = files.size() == 1 ? String.valueOf(files.getFirst().getFileName()) : TEXT;
    long total = 0;
    for (Path file : files) {
      total += InputFile.of(file).size();
    }
    long characters = 0;
    long done = 0;
    int others = 0;
    for (Path file : files) {
      try {
        byte[] bytes = InputFile.of(file).bytes(PlainText.MAXIMUM_BYTES, Message.of("text"));
        requireText(file, bytes);
        String text = decoded(bytes);
        if (text == null) {
          others++;
          text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        characters += text.length();
        done += bytes.length;
        texts.add(text);
        progress.bytes(what, done, total);
      } catch (FileException unreadable) {
        bad.add(Message.of("\n  %s", unreadable.explanation()));
      }
      if (characters > MOST_CHARACTERS) {
        throw new DataException(
            "texts: the first %d of %d files hold more than %d characters; take fewer of them",
            texts.size(), files.size(), MOST_CHARACTERS);
      }
    }
    if (!bad.isEmpty()) {
      throw new DataException(
          "texts: %d of %d files cannot be read:%s",
          bad.size(),
          files.size(),
          Message.joined("", bad.subList(0, Math.min(SHOWN, bad.size()))));
    }
    if (others > 0) {
      progress.note(
          Message.of(
              "%d of %d texts are neither UTF-8 nor GBK and are read as ISO 8859-1",
              others, files.size()));
    }
    return texts;
  }

  private static void requireText(Path file, byte[] bytes) throws FormatException {
    int start = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    if (start == 0xfffe || start == 0xfeff) {
      throw new FormatException(
          file, 0, "this is UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new FormatException(
            file, i, "a zero byte, which no text has: the file is binary", "name a text file");
      }
    }
  }

  /// The text in bytes, or null where they are in none of the encodings.
  private static @Nullable String decoded(byte[] bytes) {
    for (Charset charset : CHARSETS) {
      try {
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
      } catch (CharacterCodingException other) {
        // The next one may fit.
      }
    }
    return null;
  }

  private static boolean isText(Path file) {
    try (InputStream in = InputFile.of(file).open()) {
      byte[] first = in.readNBytes(LOOKED_AT);
      requireText(file, first);
      return first.length > 0;
    } catch (IOException other) {
      return false;
    }
  }

  private static boolean isNamedPicture(Path file) {
    return PICTURE.matcher(String.valueOf(file.getFileName())).find();
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(TextFolder::isShown).sorted().toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file ->
              StreamSupport.stream(folder.relativize(file).spliterator(), false)
                  .allMatch(TextFolder::isShown))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static boolean isShown(Path path) {
    return !String.valueOf(path.getFileName()).startsWith(".");
  }
}
