package gradus.course.transformer;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How the share of held-out pairs that are exactly right grows in training.
final class Exactness implements Callback {
  /// Told after each epoch.
  interface Listener {
    void after(int step, double exact);
  }

  private final Model model;
  private final Corpus corpus;
  private final List<Pair> asked;
  private final Listener listener;
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();

  Exactness(Model model, Corpus corpus, List<Pair> asked, Listener listener) {
    this.model = model;
    this.corpus = corpus;
    this.asked = asked;
    this.listener = listener;
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    double share = Written.told(model, corpus, asked);
    steps.add((double) run.step());
    shares.add(share);
    seconds.add(epoch.seconds());
    listener.after((int) run.step(), share);
  }

  @Override
  public Memory memory() {
    return new Memory(JsonValue.object().put("curve", curve().text()).build(), java.util.Map.of());
  }

  @Override
  public void restore(Memory memory) {
    Curve before = Curve.of(new JsonCursor(memory.values(), "exactness").member("curve").text());
    steps.clear();
    shares.clear();
    seconds.clear();
    before.steps().forEach(steps::add);
    before.shares().forEach(shares::add);
    before.seconds().forEach(seconds::add);
  }

  Curve curve() {
    return new Curve(steps, shares, seconds);
  }

  /// A share at each of some steps, and how long the steps before it took.
  record Curve(List<Double> steps, List<Double> shares, List<Double> seconds) {
    Curve {
      steps = List.copyOf(steps);
      shares = List.copyOf(shares);
      seconds = List.copyOf(seconds);
    }

    /// The curve that [#text] wrote.
    static Curve of(String text) {
      String[] rows = text.split(" ");
      List<List<Double>> all =
          Arrays.stream(rows)
              .map(row -> Arrays.stream(row.split(":")).map(Double::valueOf).toList())
              .toList();
      return new Curve(
          all.stream().map(List::getFirst).toList(),
          all.stream().map(row -> row.get(1)).toList(),
          all.stream().map(List::getLast).toList());
    }

    String text() {
      return java.util.stream.IntStream.range(0, steps.size())
          .mapToObj(i -> steps.get(i) + ":" + shares.get(i) + ":" + seconds.get(i))
          .collect(Collectors.joining(" "));
    }

    /// The first step at which the share is at least so much; 0 where it never is.
    int reached(double share) {
      for (int i = 0; i < steps.size(); i++) {
        if (shares.get(i) >= share) {
          return steps.get(i).intValue();
        }
      }
      return 0;
    }

    /// How long a step took, in milliseconds, once the program had warmed up.
    double milliseconds() {
      int half = seconds.size() / 2;
      double time = seconds.stream().skip(half).mapToDouble(Double::doubleValue).sum();
      double before = half == 0 ? 0 : steps.get(half - 1);
      return 1000 * time / (steps.getLast() - before);
    }
  }
}
