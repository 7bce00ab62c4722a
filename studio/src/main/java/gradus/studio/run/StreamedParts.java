package gradus.studio.run;

import gradus.data.Dataset;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.studio.words.Numbers;
import gradus.studio.words.UserException;
import gradus.table.Column;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.TableSplit;
import gradus.tensor.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a run on a CSV file that does not fit into memory: what they are divided by is in
/// memory, all else is read from the file as it is needed, and what the network takes lies in files
/// of its own.
public final class StreamedParts {
  /// How often the columns, and what the network takes of them, are in memory at once where all is
  /// read, as measured: 40 columns of 100,000 numbers (32 MB, and 28 MB of inputs) need a heap of
  /// 112 to 136 MB, 10 of as many words (4 MB, and 400 MB of inputs) one of 650 to 850 MB.
  private static final int COPIES = 3;

  private static final int INPUT_COPIES = 2;

  /// How many rows are shown to find out which columns matter.
  private static final int SHOWN = 20_000;

  /// What of the heap they may take.
  private static final int SHARE = 16;

  private static final long MEGABYTE = 1 << 20;

  /// A zero byte, so that no column of a file can be called like this.
  private static final String ROW = "\0row";

  private StreamedParts() {}

  /// About how many bytes of memory a run takes that reads all rows.
  private static long needed(LargeTable file) {
    return COPIES * file.bytes() + INPUT_COPIES * file.inputBytes();
  }

  /// Whether that is more than there is.
  private static boolean isTooLarge(LargeTable file) {
    return needed(file) > Runtime.getRuntime().maxMemory();
  }

  /// Whether a file is to be streamed, of which a person is told.
  ///
  /// @param wanted what was asked for; null where it follows from the memory that there is
  /// @param possible whether it can be
  /// @throws UserException where it is asked for and cannot be
  public static boolean isChosen(
      LargeTable file, @Nullable Boolean wanted, boolean possible, DownloadProgress progress) {
    if (wanted != null && wanted && !possible) {
      throw new UserException("error.train.stream");
    }
    boolean large = wanted == null ? isTooLarge(file) : wanted;
    if (large) {
      progress.note(wanted == null ? told(file, possible) : asked(file));
    }
    return large && possible;
  }

  private static Message asked(LargeTable file) {
    return Message.of(
        "%s rows are read from the file as they are needed", Numbers.count(file.rows()));
  }

  /// What a person is told of a file that is streamed, or that perhaps should be.
  private static Message told(LargeTable file, boolean streamed) {
    long needed = Math.ceilDiv(needed(file), MEGABYTE);
    long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return streamed
        ? Message.of(
            "%s rows are read from the file as they are needed: in memory they would take about %d"
                + " MB, and there are %d MB (-Xmx)",
            Numbers.count(file.rows()), needed, heap)
        : Message.of(
            "the rows take about %d MB of memory, and there are %d MB; where that is not enough,"
                + " allow more with -Xmx",
            needed, heap);
  }

  /// Divides the rows.
  ///
  /// @param scratch the folder where inputs are kept meanwhile
  /// @throws FileException where the file cannot be read, or inputs not be written
  /// @throws UserException where there is no such column
  static TableParts of(TableSettings settings, LargeTable file, Path scratch) throws FileException {
    String target = TableParts.requireColumn(file.names(), settings.target());
    List<String> left = new ArrayList<>(file.names());
    for (String name : settings.leftOut()) {
      left.remove(TableParts.requireColumn(left, name));
    }
    List<Message> notes = new ArrayList<>(file.doubts(settings.leftOut().toArray(String[]::new)));
    LargeTable answered = file.withTarget(TableParts.requireColumn(left, target));
    if (answered.rows() < file.rows()) {
      notes.add(TableParts.unanswered(file.rows() - answered.rows(), settings));
    }
    Table known = known(answered, left, settings);
    if (TableParts.isDividedAtRandom(settings)) {
      int[] firsts = answered.firstCopies(settings.leftOut().toArray(String[]::new));
      known = TableCopies.marked(known, firsts, notes);
    }
    Table all = TableParts.withoutRareClasses(known, settings, notes);
    TableSplit parts = TableParts.split(all, settings);
    TableSplit seen = TableParts.split(parts.first(), settings);
    List<String> unseen = new ArrayList<>(settings.leftOut());
    String group = settings.division().group();
    if (group != null) {
      unseen.add(group);
    }
    TableEncoder encoder =
        answered.rows(places(seen.first())).fit(target, unseen.toArray(String[]::new));
    notes.addAll(encoder.notes());
    var make = new Maker(file, answered, encoder, scratch);
    TablePart test = make.part(parts.rest());
    if (test.rows() > make.shown()) {
      notes.add(
          Message.of(
              "which columns matter is found out with %d of the %d rows to test on",
              make.shown(), test.rows()));
    }
    return new TableParts(
        String.valueOf(settings.data().getFileName()),
        encoder,
        TableCopies.unmarked(all.without(ROW)),
        make.part(seen.first()),
        make.part(seen.rest()),
        test,
        settings.past(),
        notes);
  }

  /// What rows are divided by, and their numbers.
  private static Table known(LargeTable answered, List<String> left, TableSettings settings)
      throws FileException {
    Set<String> names = new LinkedHashSet<>(List.of(settings.target()));
    String time = settings.division().time();
    if (time != null) {
      names.add(TableParts.requireColumn(left, time));
    }
    String group = settings.division().group();
    if (group != null) {
      names.add(TableParts.requireColumn(left, group));
    }
    int[] rows = IntStream.range(0, answered.rows()).toArray();
    return answered
        .columns(names.toArray(String[]::new))
        .with(new Column.Categories(ROW, List.of(), rows));
  }

  private static int[] places(Table part) {
    return ((Column.Categories) part.column(ROW)).codes();
  }

  /// Rows as samples, whose inputs lie in a file that only this process sees.
  ///
  /// @param folder where the file goes
  /// @throws FileException where a file cannot be read or written
  public static Dataset samples(LargeTable rows, TableEncoder encoder, Path folder)
      throws FileException {
    Path file;
    try {
      Files.createDirectories(folder);
      file = Files.createTempFile(folder, ".gradus-", ".inputs");
    } catch (IOException failure) {
      throw FileException.of("write", folder, failure);
    }
    try {
      return rows.dataset(encoder, file);
    } finally {
      // What is mapped stays although its name goes. Where a system does not allow that, it goes at
      // the end of the process.
      if (!file.toFile().delete()) {
        file.toFile().deleteOnExit();
      }
    }
  }

  /// What makes parts of rows.
  private record Maker(LargeTable file, LargeTable answered, TableEncoder encoder, Path scratch) {
    /// How many rows can be shown.
    int shown() {
      long row = Math.max(1, (file.bytes() + INPUT_COPIES * file.inputBytes()) / file.rows());
      return Math.clamp(Runtime.getRuntime().maxMemory() / SHARE / row, 2, SHOWN);
    }

    TablePart part(Table rows) throws FileException {
      LargeTable chosen = answered.rows(places(rows));
      return new TablePart.Streamed(
          TableCopies.unmarked(rows.without(ROW)),
          samples(chosen, encoder, scratch),
          chosen,
          shown());
    }
  }
}
