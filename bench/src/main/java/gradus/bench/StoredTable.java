package gradus.bench;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;
import static gradus.search.Space.choice;
import static gradus.search.Space.integers;

import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.loss.Losses;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.search.Space;
import gradus.search.Trial;
import gradus.tensor.Shape;
import gradus.train.Metrics;
import gradus.train.NonFiniteLossException;
import gradus.train.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How a digits network does with each of 2,187 settings, so that searches can be compared on real
/// trainings that cost nothing: the share of 5,000 pictures of MNIST that it mistakes after four
/// epochs on 2,000 others.
///
/// `./gradus bench table` trains them all and prints the table, which is kept as
/// `digits-table.tsv`.
final class StoredTable {
  /// Half powers of ten, from 0.0001 to 1.
  private static final int RATES = 9;

  private static final int[] BATCHES = {16, 64, 256};
  private static final int[] DEPTHS = {1, 2, 3};
  private static final int[] UNITS = {16, 64, 256};
  private static final double[] DROPOUTS = {0, 0.2, 0.5};
  private static final List<String> OPTIMIZERS = List.of("sgd", "momentum", "adam");

  /// All settings by their numbers, as one search of them sees them.
  static final Space SPACE =
      Space.of(
          integers("rate", 0, RATES - 1),
          integers("batch", 0, BATCHES.length - 1),
          integers("depth", 0, DEPTHS.length - 1),
          integers("units", 0, UNITS.length - 1),
          integers("dropout", 0, DROPOUTS.length - 1),
          choice("optimizer", OPTIMIZERS.toArray()));

  private static final String RESOURCE = "digits-table.tsv";
  private static final int EPOCHS = 4;
  private static final long SEED = 42;

  private record Settings(int rate, int batch, int depth, int units, int dropout, int optimizer) {
    static List<Settings> all() {
      List<Settings> all = new ArrayList<>();
      for (int rate = 0; rate < RATES; rate++) {
        for (int batch = 0; batch < BATCHES.length; batch++) {
          for (int depth = 0; depth < DEPTHS.length; depth++) {
            for (int units = 0; units < UNITS.length; units++) {
              for (int dropout = 0; dropout < DROPOUTS.length; dropout++) {
                for (int optimizer = 0; optimizer < OPTIMIZERS.size(); optimizer++) {
                  all.add(new Settings(rate, batch, depth, units, dropout, optimizer));
                }
              }
            }
          }
        }
      }
      return all;
    }

    String key() {
      return String.join(
          "\t",
          Integer.toString(rate),
          Integer.toString(batch),
          Integer.toString(depth),
          Integer.toString(units),
          Integer.toString(dropout),
          OPTIMIZERS.get(optimizer));
    }

    Model model() {
      List<LayerSpec> layers = new ArrayList<>(List.of(flatten()));
      for (int i = 0; i < DEPTHS[depth]; i++) {
        layers.addAll(List.of(dense(UNITS[units]), relu(), Layers.dropout(DROPOUTS[dropout])));
      }
      layers.add(dense(10));
      return Model.of(Shape.of(1, 28, 28), Seed.of(SEED), layers.toArray(LayerSpec[]::new));
    }

    Optimizer rule() {
      double learningRate = Math.pow(10, -4 + rate / 2.0);
      return switch (OPTIMIZERS.get(optimizer)) {
        case "sgd" -> Sgd.of(learningRate);
        case "momentum" -> Sgd.momentum(learningRate, 0.9);
        default -> Adam.of(learningRate);
      };
    }

    /// The share of mistakes; that of guessing where the training diverged.
    double mistakes(Dataset training, Dataset validation) {
      Trainer trainer = Trainer.of(model(), Losses::crossEntropy, rule()).seed(SEED);
      try {
        return 1
            - trainer
                .metrics(Metrics.accuracy())
                .fit(training.shuffle(SEED).batch(BATCHES[batch]), validation.batch(1000), EPOCHS)
                .last("valAccuracy");
      } catch (NonFiniteLossException e) {
        return 0.9;
      }
    }
  }

  private static final class Kept {
    static final double[] MISTAKES = read();
    static final double FEWEST = Arrays.stream(MISTAKES).min().orElseThrow();

    private Kept() {}
  }

  private StoredTable() {}

  /// How many percentage points more than with the best settings are mistaken.
  static double regret(Trial trial) {
    int index = Math.toIntExact(trial.integer("rate"));
    for (String name : List.of("batch", "depth", "units", "dropout")) {
      index = 3 * index + Math.toIntExact(trial.integer(name));
    }
    index = 3 * index + OPTIMIZERS.indexOf(trial.text("optimizer"));
    return 100 * (Kept.MISTAKES[index] - Kept.FEWEST);
  }

  /// Trains with all settings and prints a line for each: their numbers and the share of mistakes.
  static void main(PrintStream out) throws IOException {
    Dataset digits = Mnist.load().train();
    Dataset training = digits.subset(IntStream.range(0, 2_000).toArray());
    Dataset validation = digits.subset(IntStream.range(50_000, 55_000).toArray());
    out.println("rate\tbatch\tdepth\tunits\tdropout\toptimizer\tmistakes");
    for (Settings settings : Settings.all()) {
      double mistakes = settings.mistakes(training, validation);
      out.println(settings.key() + "\t" + String.format(Locale.ROOT, "%.4f", mistakes));
    }
  }

  private static double[] read() {
    try (InputStream in = StoredTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf('\t') + 1)))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
