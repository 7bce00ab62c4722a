package gradus.course.frameworks;

import gradus.course.CourseException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What `bench/compare/frameworks.py` measured: one small training in several frameworks.
///
/// @param date when, as in `2026-11-27`
/// @param command what measured it
/// @param processor the machine's
/// @param epochs of each training
/// @param rounds how often each trained
/// @param frameworks in the file's order
record Measurements(
    String date,
    String command,
    String processor,
    int epochs,
    int rounds,
    List<Measured> frameworks) {
  private static final String FILE = "/gradus/course/frameworks/measured.json";

  /// The measurement of a framework.
  ///
  /// @param version of the framework, and of what it computes with
  /// @param megabytes what its installation takes, without Python or the JDK
  /// @param lines of the program that trains with it
  /// @param accuracy on the 10,000 test pictures
  /// @param firstLoss the mean loss of the first epoch, which shows that all do the same work
  /// @param timings on one thread, and on two
  record Result(
      String version,
      double megabytes,
      int lines,
      double accuracy,
      double firstLoss,
      List<Timing> timings) {
    Timing on(int threads) {
      return timings.get(threads - 1);
    }
  }

  /// Medians over the rounds, in seconds and in millions of bytes. Seconds of processors are those
  /// of all threads together, and say more than the clock where others use the machine too.
  ///
  /// @param training all epochs, by the clock
  /// @param processorTraining all epochs, in seconds of processors
  /// @param epoch one of the later half of the epochs, when everything is compiled, by the clock
  /// @param processorEpoch the same in seconds of processors
  /// @param memory at most
  /// @param ratio `processorEpoch` as a multiple of Gradus's in the same round
  /// @param leastRatio the least of the rounds' ratios
  /// @param largestRatio the largest of them
  record Timing(
      double training,
      double processorTraining,
      double epoch,
      double processorEpoch,
      double memory,
      double ratio,
      double leastRatio,
      double largestRatio) {}

  /// A framework, and what was measured of it; nothing where it cannot be installed.
  record Measured(String name, Optional<Result> result) {}

  /// Reads the file that comes with the course.
  static Measurements load() {
    try (InputStream in = Measurements.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new CourseException("lesson: there is no text %s", FILE);
      }
      return of(new JsonCursor(Json.parse(in.readAllBytes()), ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measurements of(JsonCursor file) {
    JsonCursor task = file.member("task");
    return new Measurements(
        file.member("date").text(),
        file.member("command").text(),
        file.member("machine").member("processor").text(),
        task.member("epochs").integer(),
        task.member("rounds").integer(),
        file.member("frameworks").elements().stream().map(Measurements::measured).toList());
  }

  private static Measured measured(JsonCursor framework) {
    String name = framework.member("name").text();
    if (framework.optional("notMeasured").isPresent()) {
      return new Measured(name, Optional.empty());
    }
    JsonCursor threads = framework.member("threads");
    List<Timing> timings = List.of(timing(threads.member("1")), timing(threads.member("2")));
    return new Measured(
        name,
        Optional.of(
            new Result(
                framework.member("version").text(),
                framework.member("megabytes").number(),
                framework.member("lines").integer(),
                framework.member("accuracy").number(),
                framework.member("firstLoss").number(),
                timings)));
  }

  private static Timing timing(JsonCursor timing) {
    JsonCursor ratios = timing.member("epochCpuRatios");
    return new Timing(
        timing.member("training").number(),
        timing.member("trainingCpu").number(),
        timing.member("epoch").number(),
        timing.member("epochCpu").number(),
        timing.member("memory").number(),
        timing.member("epochCpuRatio").number(),
        ratios.element(0).number(),
        ratios.element(1).number());
  }
}
