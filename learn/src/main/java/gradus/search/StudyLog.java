package gradus.search;

import gradus.io.FileException;
import gradus.io.FolderLock;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.tensor.Message;
import gradus.train.Aim;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The log of a study in its folder, appended as things happen: a line that names the format and
/// the search, then one JSON object a line.
///
/// ```text
/// {"log":"gradus.study","format":1,"space":[...],"aims":["smaller"]}
/// {"event":"run","sampler":"Tpe[seed=0, ...]","pruner":"none","threads":1}
/// {"event":"begun","trial":1,"parameters":{"learningRate":0.001}}
/// {"event":"reported","trial":1,"step":1,"value":0.7}
/// {"event":"finished","trial":1,"values":[0.5],"seconds":12.5}
/// ```
///
/// A line is written whole or, where the process dies, not to its end: what follows the last line
/// end is no event, and is cut off when the study goes on. A trial that was begun and has not ended
/// is running, or was when the process died.
final class StudyLog implements AutoCloseable {
  static final String FILE_NAME = "study.jsonl";
  private static final String KIND = "gradus.study";
  private static final long FORMAT = 1;

  private final Path file;
  private final FolderLock lock;
  private final FileOutputStream out;
  private final Trials trials;

  private StudyLog(Path file, FolderLock lock, FileOutputStream out, Trials trials) {
    this.file = file;
    this.lock = lock;
    this.out = out;
    this.trials = trials;
  }

  /// Takes the folder, and goes on with the study in it or begins one.
  ///
  /// @throws FormatException where the log is damaged, or is of another search
  /// @throws FileException where the folder is in use, or cannot be written
  static StudyLog open(Path folder, Study study) throws FileException {
    FolderLock lock = FolderLock.acquire(folder);
    Path file = folder.resolve(FILE_NAME);
    try {
      byte[] content = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? content(file) : new byte[0];
      int whole = endOfLines(content);
      Trials trials = new Trials(study.space(), study.aims(), List.of());
      if (whole > 0) {
        trials = parsed(file, content);
        requireSame(file, trials, study);
      }
      // Not a channel: an interrupt closes a channel in the middle of a write.
      try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(whole);
      }
      StudyLog log = new StudyLog(file, lock, new FileOutputStream(file.toFile(), true), trials);
      if (whole == 0) {
        log.write(header(trials));
      }
      log.write(
          JsonValue.object()
              .put("event", "run")
              .put("sampler", study.sampler().toString())
              .put("pruner", study.pruner().toString())
              .put("threads", study.threads())
              .build());
      return log;
    } catch (IOException failure) {
      lock.close();
      throw FileException.of("write", file, failure);
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static void requireSame(Path file, Trials found, Study study) throws FormatException {
    if (!found.space().equals(study.space()) || !found.aims().equals(study.aims())) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "it is the log of another search, with the parameters %s and the aims %s instead of"
                  + " %s and %s",
              found.space().dimensions(), found.aims(), study.space().dimensions(), study.aims()),
          Message.of("choose another folder, or the space and the aims of this one"));
    }
  }

  private static JsonValue header(Trials trials) {
    return JsonValue.object()
        .put("log", KIND)
        .put("format", FORMAT)
        .put("space", SpaceJson.toJson(trials.space()))
        .put("aims", Trials.aimsJson(trials.aims()))
        .build();
  }

  /// Reads the trials of the study in a folder.
  static Trials read(Path folder) throws FileException {
    Path file = folder.resolve(FILE_NAME);
    return parsed(file, content(file));
  }

  private static byte[] content(Path file) throws FileException {
    return InputFile.of(file).bytes(Json.MAXIMUM_BYTES, Message.of("the log of a study"));
  }

  /// The trials that were read when the log was opened.
  Trials trials() {
    return trials;
  }

  void begun(TrialRecord trial) {
    append(
        JsonValue.object()
            .put("event", "begun")
            .put("trial", trial.id())
            .put("parameters", trial.configuration().toJson())
            .build());
  }

  void reported(int id, int step, double value) {
    append(
        JsonValue.object()
            .put("event", "reported")
            .put("trial", id)
            .put("step", step)
            .put("value", value)
            .build());
  }

  void ended(TrialRecord trial) {
    JsonValue.ObjectBuilder json =
        JsonValue.object()
            .put("event", TrialTable.name(trial.state()))
            .put("trial", trial.id())
            .put("values", TrialTable.values(trial.values()))
            .put("seconds", trial.seconds());
    append(trial.message().isEmpty() ? json.build() : json.put("message", trial.message()).build());
  }

  private void append(JsonValue line) {
    try {
      write(line);
    } catch (IOException failure) {
      throw new UncheckedIOException(FileException.of("write", file, failure));
    }
  }

  /// In one piece, so that a reader seldom sees a part of it.
  private void write(JsonValue line) throws IOException {
    out.write((Json.compact(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws FileException {
    try (lock) {
      out.close();
    } catch (FileException failure) {
      throw failure;
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }

  private static int endOfLines(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static Trials parsed(Path file, byte[] content) throws FormatException {
    int whole = endOfLines(content);
    Trials header = null;
    List<TrialRecord> records = new ArrayList<>();
    int line = 0;
    for (int at = 0; at < whole; line++) {
      int end = at;
      while (content[end] != '\n') {
        end++;
      }
      try {
        JsonCursor json =
            Json.parse(Arrays.copyOfRange(content, at, end)).cursor("line " + (line + 1));
        if (header == null) {
          header = header(json);
        } else {
          add(json, records, header);
        }
      } catch (IllegalArgumentException damaged) {
        throw new FormatException(
            file,
            at,
            Message.of("line %d: %s", line + 1, Message.of(damaged)),
            Message.of("restore it from a copy, or begin a new study"),
            damaged);
      }
      at = end + 1;
    }
    if (header == null) {
      throw new FormatException(
          file, 0, "it has no line that was written to its end", "begin a new study");
    }
    return new Trials(header.space(), header.aims(), records);
  }

  private static Trials header(JsonCursor json) {
    if (!json.member("log").text().equals(KIND)) {
      throw json.member("log").expected("the log of a study");
    }
    JsonCursor format = json.member("format");
    if (format.wholeNumber() < 1 || format.wholeNumber() > FORMAT) {
      throw format.expected(
          "at most %d, the newest that this version knows; update Gradus", FORMAT);
    }
    List<Aim> aims = json.member("aims").elements().stream().map(StudyLog::aim).toList();
    return new Trials(SpaceJson.fromJson(json.member("space")), aims, List.of());
  }

  private static Aim aim(JsonCursor json) {
    return switch (json.text()) {
      case "smaller" -> Aim.SMALLER;
      case "larger" -> Aim.LARGER;
      default -> throw json.expected("smaller or larger");
    };
  }

  private static void add(JsonCursor json, List<TrialRecord> records, Trials header) {
    String event = json.member("event").text();
    if (event.equals("run")) {
      return;
    }
    int id = json.member("trial").integer();
    if (id < 1 || id > records.size() + (event.equals("begun") ? 1 : 0)) {
      throw json.member("trial").expected("a trial that was begun");
    }
    if (event.equals("begun")) {
      Configuration configuration = Configuration.fromJson(json.member("parameters"));
      new Coordinates(header.space()).point(configuration);
      TrialRecord begun = TrialRecord.begun(id, configuration);
      if (id > records.size()) {
        records.add(begun);
      } else {
        records.set(id - 1, begun);
      }
      return;
    }
    TrialRecord trial = records.get(id - 1);
    records.set(
        id - 1,
        event.equals("reported")
            ? trial.reporting(json.member("step").integer(), json.member("value").number())
            : ended(trial, state(json.member("event")), json, header.aims().size()));
  }

  private static TrialRecord ended(
      TrialRecord trial, TrialRecord.State state, JsonCursor json, int aims) {
    int wanted =
        switch (state) {
          case FINISHED -> aims;
          case STOPPED -> 1;
          case RUNNING, FAILED -> 0;
        };
    List<Double> values = TrialTable.values(json.member("values"));
    boolean unheard = state == TrialRecord.State.STOPPED && trial.reports().isEmpty();
    if (values.size() != wanted || unheard) {
      throw json.member("values").expected("an array of %d", unheard ? 0 : wanted);
    }
    return trial.ended(
        state,
        values,
        json.member("seconds").number(),
        json.optional("message").map(JsonCursor::text).orElse(""));
  }

  private static TrialRecord.State state(JsonCursor json) {
    for (TrialRecord.State state : TrialRecord.State.values()) {
      if (state != TrialRecord.State.RUNNING
          && state.name().toLowerCase(Locale.ROOT).equals(json.text())) {
        return state;
      }
    }
    throw json.expected("an event of a study");
  }
}
