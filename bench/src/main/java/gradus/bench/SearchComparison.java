package gradus.bench;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.powersOfTwo;
import static gradus.search.Space.uniform;
import static gradus.search.Space.zeroOrLogUniform;

import gradus.search.GaussianProcess;
import gradus.search.QuasiRandom;
import gradus.search.RandomSearch;
import gradus.search.Sampler;
import gradus.search.Space;
import gradus.search.Study;
import gradus.search.Tpe;
import gradus.search.Trial;
import gradus.search.TrialObjective;
import gradus.search.Trials;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/// How close searches come to the optimum of functions whose optimum is known: `./gradus bench
/// search [SEEDS [SAMPLER...]]`. A row is `function, sampler, seed, regret, seconds`;
/// `scripts/reference/search_comparison.py` gives the same of Optuna's, and makes a table of both.
final class SearchComparison {
  private static final double[] ALPHA = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] P = {
    {1312, 1696, 5569, 124, 8283, 5886},
    {2329, 4135, 8307, 3736, 1004, 9991},
    {2348, 1451, 3522, 2883, 3047, 6650},
    {4047, 8828, 8732, 5743, 1091, 381}
  };

  private record Function(
      String name, Space space, int trials, double deviation, TrialObjective objective) {}

  private record Named(String name, LongFunction<Sampler> sampler) {}

  private static final Space PLANE = Space.of(uniform("x", -5, 10), uniform("y", 0, 15));
  private static final Space CUBE =
      Space.of(
          uniform("x0", 0, 1),
          uniform("x1", 0, 1),
          uniform("x2", 0, 1),
          uniform("x3", 0, 1),
          uniform("x4", 0, 1),
          uniform("x5", 0, 1));
  private static final Space CONDITIONAL =
      Space.of(
          choice("optimizer", "adam", "sgd", "rmsprop"),
          logUniform("learningRate", 1e-5, 1e-1),
          uniform("momentum", 0, 0.99).where("optimizer", "sgd"),
          integers("depth", 2, 20),
          powersOfTwo("batchSize", 16, 256),
          zeroOrLogUniform("weightDecay", 1e-6, 1e-1));

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("branin", PLANE, 60, 0, SearchComparison::branin),
          new Function("hartmann6", CUBE, 100, 0, SearchComparison::hartmann6),
          new Function("conditional", CONDITIONAL, 100, 0, SearchComparison::conditional),
          new Function("noisyBranin", PLANE, 60, 2, SearchComparison::branin),
          new Function("digits", StoredTable.SPACE, 60, 0, StoredTable::regret));

  private static final List<Named> SAMPLERS =
      List.of(
          new Named("random", RandomSearch::of),
          new Named("halton", QuasiRandom::of),
          new Named("tpe", Tpe::of),
          new Named("gp", GaussianProcess::of));

  private SearchComparison() {}

  static void main(String[] arguments, PrintStream out) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    List<String> wanted =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    for (Function function : FUNCTIONS) {
      for (Named sampler : SAMPLERS) {
        if (wanted.isEmpty() || wanted.contains(sampler.name())) {
          for (int seed = 0; seed < seeds; seed++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            double regret = regret(function, sampler.sampler().apply(seed), seed);
            long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            out.println(
                String.join(
                    "\t",
                    function.name(),
                    "gradus " + sampler.name(),
                    Integer.toString(seed),
                    Double.toString(regret),
                    Double.toString(time / 1e9)));
          }
        }
      }
    }
  }

  /// Of a noisy function the noiseless value where the observed one was best.
  private static double regret(Function function, Sampler sampler, long seed) {
    Random noise = new Random(seed * 0x9e3779b97f4a7c15L);
    List<Double> noiseless = new ArrayList<>();
    Trials trials =
        Study.minimize(function.space())
            .sampler(sampler)
            .run(
                function.trials(),
                trial -> {
                  noiseless.add(function.objective().value(trial));
                  return noiseless.getLast() + function.deviation() * noise.nextGaussian();
                });
    return noiseless.get(trials.best().id() - 1);
  }

  private static double branin(Trial trial) {
    double x = trial.number("x");
    double y = trial.number("y");
    double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.39788735772973816;
  }

  private static double hartmann6(Trial trial) {
    double value = 3.322368011391339;
    for (int i = 0; i < ALPHA.length; i++) {
      double distance = 0;
      for (int j = 0; j < 6; j++) {
        double gap = trial.number("x" + j) - P[i][j] / 10000;
        distance += A[i][j] * gap * gap;
      }
      value -= ALPHA[i] * Math.exp(-distance);
    }
    return value;
  }

  private static double conditional(Trial trial) {
    double rate = Math.log10(trial.number("learningRate"));
    double loss =
        switch (trial.text("optimizer")) {
          case "adam" -> 0.05 + 0.5 * (rate + 3) * (rate + 3);
          case "sgd" -> {
            double gap = trial.number("momentum") - 0.9;
            yield 0.5 * (rate + 1.5) * (rate + 1.5) + 2 * gap * gap;
          }
          default -> 0.1 + 0.5 * (rate + 3.5) * (rate + 3.5);
        };
    loss += 0.02 * Math.abs(trial.integer("depth") - 8);
    loss += 0.03 * Math.abs(Math.log(trial.number("batchSize")) / Math.log(2) - 6);
    double decay = trial.number("weightDecay");
    return loss + (decay == 0 ? 0.1 : 0.05 * Math.abs(Math.log10(decay) + 4));
  }
}
