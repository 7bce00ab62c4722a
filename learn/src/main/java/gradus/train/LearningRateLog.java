package gradus.train;

import java.util.ArrayList;
import java.util.List;

/// Keeps the learning rate of every step, for a picture of the schedule as it was used.
public final class LearningRateLog implements Callback {
  private final List<Double> rates = new ArrayList<>();

  /// A log of nothing yet.
  public LearningRateLog() {}

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    rates.add(run.learningRate());
  }

  /// The rates, one for each step.
  public double[] rates() {
    return rates.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
