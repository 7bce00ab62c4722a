package gradus.course;

import gradus.nn.UnknownNameException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All exercises.
public final class Exercises {
  private static final List<Exercise> ALL =
      Stream.of(
              of("1.1-features", "ink-features", "nearest-mean", "product-feature"),
              of("1.2-timeline", "perceptron", "lenet", "attention-head"),
              of("2.1-neuron", "neuron", "neuron-gradient", "library-neuron"),
              of("2.2-activations", "relu-slope", "stable-softmax", "signal-scale"),
              of("3.1-mlp", "forward-pass", "backpropagation", "moons"),
              of("3.2-convolution", "convolve", "output-size", "small-cnn"),
              of("3.3-rnn", "rnn-step", "clip-gradient", "remember-first"),
              of("4.1-frameworks", "dual-number", "execution-order", "traced-program"),
              of("4.2-setup", "first-tensor", "fit-line", "save-and-load"),
              of("5.1-losses", "huber", "cross-entropy", "own-loss"),
              of("5.2-optimizers", "momentum", "stable-rate", "adam-step", "downhill"),
              of("6.1-regularisation", "weight-decay", "inverted-dropout", "batch-norm"),
              of("6.1-augmentation", "flip-picture", "cutout", "mixup"),
              of("6.1-early-stopping", "patience", "best-weights", "stop-in-time"),
              of("6.2-schedules", "cosine-schedule", "plateau", "own-schedule"),
              of("6.2-search", "log-uniform", "random-search", "find-rate"),
              of("7-digits", "confusion", "centre-digit", "stripes"),
              of("8.1-vision", "overlap", "suppress", "group-accuracy"),
              of("8.2-language", "byte-pair", "perplexity", "word-bags"),
              of("8.3-driving", "braking", "kalman", "imitate"),
              of("8.4-medicine", "positive-test", "roc-area", "rare-disease"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> CHECK_SOURCES =
      List.of("Check", "Difference", "Examiner", "Failed", "Phrases", "Thrown", "Verdict");

  private Exercises() {}

  private static List<Exercise> of(String lesson, String... names) {
    return Stream.of(names).map(name -> new Exercise(lesson, name)).toList();
  }

  /// All of them, in the order of their lessons.
  public static List<Exercise> all() {
    return ALL;
  }

  /// Those of a lesson.
  ///
  /// @param lesson the lesson's folder, such as `5.2-optimizers`
  public static List<Exercise> in(String lesson) {
    return ALL.stream().filter(exercise -> exercise.lesson().equals(lesson)).toList();
  }

  /// The sources that checks are written with (package `gradus.course.check`), by their paths, to
  /// be compiled beside a learner's: they need the library alone.
  public static Map<String, String> checkSources() {
    Map<String, String> sources = new TreeMap<>();
    for (String name : CHECK_SOURCES) {
      String path = "gradus/course/check/" + name + ".java";
      try (InputStream in = Exercises.class.getResourceAsStream("/sources/" + path)) {
        sources.put(
            path,
            new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  /// The exercise that has a name.
  ///
  /// @throws UnknownNameException where there is none
  public static Exercise of(String name) {
    return ALL.stream()
        .filter(exercise -> exercise.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException("exercise", name, ALL.stream().map(Exercise::name).toList()));
  }
}
