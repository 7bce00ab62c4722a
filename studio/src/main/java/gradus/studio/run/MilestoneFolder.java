package gradus.studio.run;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.Milestone;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder in which a milestone is made again: what its chapters gave is kept there, so that
/// those that are done need not be done again.
///
/// @param path the folder
public record MilestoneFolder(Path path) {
  /// What came of a chapter.
  ///
  /// @param seconds how long it took, in all sittings
  /// @param html what it showed, as the report has it
  public record Kept(double seconds, List<Measurement> measurements, String html) {
    /// Copies the list.
    public Kept {
      measurements = List.copyOf(measurements);
    }
  }

  /// The folder inside another one for a milestone at a size and with a seed.
  public static MilestoneFolder in(Path out, Milestone milestone, MilestoneSize size, long seed) {
    String name = milestone.folder() + "-" + size.name().toLowerCase(Locale.ROOT) + "-" + seed;
    return new MilestoneFolder(out.resolve(name));
  }

  /// What came of a chapter in an earlier sitting.
  ///
  /// @throws FileException where that cannot be read
  public Optional<Kept> kept(Chapter chapter) throws FileException {
    if (!Files.isRegularFile(file(chapter))) {
      return Optional.empty();
    }
    JsonCursor json = Json.read(file(chapter)).cursor(chapter.name());
    return Optional.of(
        new Kept(
            json.member("seconds").number(),
            json.member("measurements").elements().stream()
                .map(MilestoneResult::measurement)
                .toList(),
            json.member("html").text()));
  }

  /// Keeps what came of a chapter.
  ///
  /// @throws FileException where that cannot be written
  public void keep(Chapter chapter, Kept kept) throws FileException {
    Json.write(
        file(chapter),
        JsonValue.object()
            .put("seconds", kept.seconds())
            .put(
                "measurements",
                JsonValue.array(kept.measurements().stream().map(MilestoneResult::json).toList()))
            .put("html", kept.html())
            .build());
    try {
      Files.deleteIfExists(clock(chapter));
    } catch (IOException failure) {
      throw FileException.of("write", clock(chapter), failure);
    }
  }

  /// What a chapter's work is.
  public interface Work {
    /// Does it.
    void run() throws FileException;
  }

  /// Works on a chapter.
  ///
  /// @return the seconds that it has taken, with earlier sittings in which it was not done
  public double time(Chapter chapter, Work work) throws FileException {
    try (SittingClock clock = SittingClock.start(clock(chapter))) {
      work.run();
      return clock.seconds();
    }
  }

  private Path clock(Chapter chapter) {
    return chapters().resolve(chapter.name() + ".seconds");
  }

  /// Deletes what is kept, so that everything is done again.
  ///
  /// @throws FileException where that cannot be done
  public void forget() throws FileException {
    for (Path folder : List.of(chapters(), work())) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path one : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      } catch (IOException failure) {
        throw FileException.of("write", folder, failure);
      }
    }
  }

  /// Makes the folder.
  ///
  /// @throws UserException where a file stands in its place
  /// @throws FileException where it cannot be made
  public void make() throws FileException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UserException("error.new.file", path);
    }
    try {
      Files.createDirectories(chapters());
      Files.createDirectories(work());
      Files.createDirectories(figures());
    } catch (IOException failure) {
      throw FileException.of("write", path, failure);
    }
  }

  private Path chapters() {
    return path.resolve("chapters");
  }

  private Path file(Chapter chapter) {
    return chapters().resolve(chapter.name() + ".json");
  }

  /// Where chapters keep models and checkpoints.
  public Path work() {
    return path.resolve("work");
  }

  /// Where pictures and tables go.
  public Path figures() {
    return path.resolve("figures");
  }

  /// The page that tells everything.
  public Path report() {
    return path.resolve("report.html");
  }

  /// What was measured.
  public Path result() {
    return path.resolve("result.json");
  }
}
