package gradus.course;

import gradus.data.DataOptions;
import gradus.io.FileException;
import gradus.plot.Text;
import java.util.List;
import java.util.Optional;

/// A milestone of deep learning, as the tutorial's timeline has it, and how it is made again here.
///
/// @param year when
/// @param name lower case and hyphens, as links and the command line have it
/// @param what who, and what
/// @param claim what it showed
/// @param data loads what it needs, so that what is missing is told before anything is computed
/// @param experiments the names of its lesson's experiments; none where it has no lesson yet
/// @param chapters what is made again; none where it is not made again yet
/// @param own what is made again besides on data of the user's own: [Reproduction#own]
public record Milestone(
    int year,
    String name,
    Text what,
    Text claim,
    Data data,
    List<String> experiments,
    List<Chapter> chapters,
    List<Chapter> own) {
  /// Loads data.
  @FunctionalInterface
  public interface Data {
    /// No data.
    Data NONE = _ -> {};

    /// Loads it, fetching it on first use.
    ///
    /// @throws FileException where it is not there and cannot be fetched
    void load(DataOptions options) throws FileException;
  }

  /// Copies the lists.
  public Milestone {
    experiments = List.copyOf(experiments);
    chapters = List.copyOf(chapters);
    own = List.copyOf(own);
  }

  /// A milestone that has nothing to do with data of the user's own.
  public Milestone(
      int year,
      String name,
      Text what,
      Text claim,
      Data data,
      List<String> experiments,
      List<Chapter> chapters) {
    this(year, name, what, claim, data, experiments, chapters, List.of());
  }

  /// A milestone of which there is no more yet than what was claimed.
  public static Milestone of(int year, String name, Text what, Text claim) {
    return new Milestone(year, name, what, claim, Data.NONE, List.of(), List.of());
  }

  /// The same with a lesson and what is made again.
  public Milestone with(Data needed, List<String> lesson, List<Chapter> made) {
    return new Milestone(year, name, what, claim, needed, lesson, made, own);
  }

  /// The same with what is made again on data of the user's own.
  public Milestone withOwn(List<Chapter> made) {
    return new Milestone(year, name, what, claim, data, experiments, chapters, made);
  }

  /// The folder of its texts, which is also its address: `1998-lenet`.
  public String folder() {
    return year + "-" + name;
  }

  /// Its address on the site, from the root.
  public String address() {
    return "milestones/" + folder();
  }

  /// Whether it is made again.
  public boolean isMade() {
    return !chapters.isEmpty();
  }

  /// Its lesson.
  public Optional<Lesson> lesson() {
    return experiments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lesson(Integer.toString(year), name, what, experiments));
  }
}
