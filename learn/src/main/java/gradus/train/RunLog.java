package gradus.train;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.tensor.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The events of a run in a file, appended as they happen: a line that names the format, then one
/// JSON object a line.
///
/// ```text
/// {"log":"gradus.run","format":1}
/// {"event":"started","kind":"digits",...}
/// ```
///
/// A line is written whole or, where the process dies, not to its end: what follows the last line
/// end is no event, and is cut off when the run goes on. So the file can be read at any time. Of an
/// epoch's batches at most [#BATCHES] are kept, chosen by their number alone, so that the file of a
/// run differs from that of its repetition in times only. Symbolic links are not followed.
public final class RunLog implements RunListener, AutoCloseable {
  /// How many batches of an epoch are kept at most, the last one among them.
  public static final int BATCHES = 50;

  /// How long a file may be to be read, in bytes.
  public static final int MAXIMUM_BYTES = Json.MAXIMUM_BYTES;

  /// How many batches of a run are kept at most, or one of each epoch.
  private static final int BATCHES_IN_ALL = 10_000;

  private static final int LONGEST_LINE = 8_000_000;
  private static final int HEADER_BYTES = 1000;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final String ADVICE = "restore it from a copy, or start a new run";
  private static final long FORMAT = 1;
  private static final String KIND = "gradus.run";

  private final Path file;
  private final OutputStream out;
  private long kept = BATCHES;
  private boolean torn;

  RunLog(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /// Begins a new file; one that is there is replaced.
  ///
  /// @throws FileException where it cannot be written
  public static RunLog begin(Path file) throws FileException {
    requireRegular("write", file);
    return open(file, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Goes on with a file, after cutting off what was not written to its end; begins one where there
  /// is none.
  ///
  /// @throws FormatException where it holds something else, or its format is newer than this
  ///   version knows; nothing has been changed then
  /// @throws FileException where it cannot be read or written
  public static RunLog resume(Path file) throws FileException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return begin(file);
    }
    requireRegular("write", file);
    long whole;
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      whole = endOfLines(channel);
      if (whole > 0) {
        // The rest need not be understood to go on, nor be short enough to be read.
        events(file, firstLine(bytes(channel, 0, HEADER_BYTES)));
        channel.truncate(whole);
      }
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
    return whole == 0 ? begin(file) : open(file, StandardOpenOption.APPEND);
  }

  private static RunLog open(Path file, OpenOption how) throws FileException {
    try {
      RunLog log =
          new RunLog(
              file,
              Files.newOutputStream(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS,
                  how));
      if (how == StandardOpenOption.TRUNCATE_EXISTING) {
        log.writeHeader();
      }
      return log;
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }

  private void writeHeader() throws IOException {
    try {
      write(JsonValue.object().put("log", KIND).put("format", FORMAT).build());
    } catch (IOException failure) {
      out.close();
      throw failure;
    }
  }

  /// Appends an event.
  ///
  /// @throws UncheckedIOException where it cannot be written; the events that follow are ignored
  ///   then
  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.Training training) {
      kept = Math.clamp(BATCHES_IN_ALL / Math.max(1, training.epochs()), 1, BATCHES);
    }
    if (torn || (event instanceof RunEvent.Batch batch && !isKept(batch))) {
      return;
    }
    try {
      write(event.toJson());
    } catch (IOException failure) {
      torn = true;
      throw new UncheckedIOException(FileException.of("write", file, failure));
    }
  }

  private boolean isKept(RunEvent.Batch batch) {
    return batch.batch() * kept / batch.batches() > (batch.batch() - 1) * kept / batch.batches();
  }

  /// In one piece, so that a reader seldom sees a part of it.
  private void write(JsonValue line) throws IOException {
    out.write((Json.compact(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Ends the file; again to do so changes nothing.
  @Override
  public synchronized void close() throws FileException {
    torn = true;
    try {
      out.close();
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }

  /// Reads the events of a run that has ended, or goes on.
  ///
  /// @throws FormatException where a line is no event, or the format is newer than this version
  ///   knows
  /// @throws FileException where it cannot be read
  public static List<RunEvent> read(Path file) throws FileException {
    return events(file, content(file));
  }

  private static byte[] content(Path file) throws FileException {
    requireRegular("read", file);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      if (size > MAXIMUM_BYTES) {
        throw new FormatException(
            file,
            0,
            Message.of(
                "%s bytes are more than the %s that are read as events", size, MAXIMUM_BYTES),
            Message.of("check that this is the right file"));
      }
      // A run may go on writing: what comes after this size is left for another time.
      return bytes(channel, 0, (int) size);
    } catch (IOException failure) {
      throw FileException.of("read", file, failure);
    }
  }

  /// To open a pipe would wait for whoever is at its other end.
  private static void requireRegular(String action, Path file) throws FileException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileException(
          action, file, "it is not a regular file", "name the events in a run's folder");
    }
  }

  private static byte[] bytes(SeekableByteChannel channel, long from, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size() - from));
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// Where the last line ends; 0 where none does.
  private static long endOfLines(SeekableByteChannel channel) throws IOException {
    for (long end = channel.size(); end > 0; ) {
      long from = Math.max(0, end - BLOCK_BYTES);
      int line = endOfLines(bytes(channel, from, (int) (end - from)));
      if (line > 0) {
        return from + line;
      }
      end = from;
    }
    return 0;
  }

  private static int endOfLines(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static byte[] firstLine(byte[] content) {
    int end = 0;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    byte[] line = Arrays.copyOf(content, end + 1);
    line[end] = '\n';
    return line;
  }

  private static List<RunEvent> events(Path file, byte[] content) throws FormatException {
    List<RunEvent> events = new ArrayList<>();
    int whole = endOfLines(content);
    int line = 0;
    for (int at = 0; at < whole; line++) {
      int end = at;
      while (content[end] != '\n') {
        end++;
      }
      if (end - at > LONGEST_LINE) {
        throw new FormatException(
            file,
            at,
            Message.of("the line is longer than %s bytes", LONGEST_LINE),
            Message.of(ADVICE));
      }
      try {
        JsonCursor json =
            Json.parse(Arrays.copyOfRange(content, at, end)).cursor("line " + (line + 1));
        if (line == 0) {
          requireKnown(json);
        } else {
          events.add(RunEvent.fromJson(json));
        }
      } catch (JsonException damaged) {
        throw new FormatException(
            file,
            at + Math.max(0, damaged.offset()),
            Message.of("line %d: %s", line + 1, damaged.reason()),
            Message.of(ADVICE),
            damaged);
      }
      at = end + 1;
    }
    return List.copyOf(events);
  }

  private static void requireKnown(JsonCursor header) {
    if (!header.member("log").text().equals(KIND)) {
      throw header.member("log").expected("the log of a run");
    }
    long format = header.member("format").wholeNumber();
    if (format < 1 || format > FORMAT) {
      throw header
          .member("format")
          .expected("at most %d, the newest that this version knows; update Gradus", FORMAT);
    }
  }
}
