package gradus.course.optimizers;

import gradus.optim.Optimizer;
import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.State;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The way of an optimizer down a surface.
///
/// @param x the places, one more than there are steps; after an overflow there are no more
/// @param y likewise
/// @param height the surface's height at each
/// @param overflow the step after which a place was no longer a number, counted from 1; 0 for none
public record Descent(double[] x, double[] y, double[] height, int overflow) {

  /// Lets an optimizer go down a surface, in double precision.
  public static Descent of(
      Surface surface, Optimizer optimizer, double startX, double startY, int steps) {
    Program program = program(surface, optimizer);
    State state = state(optimizer, startX, startY);
    List<double[]> places = new ArrayList<>();
    int overflow = 0;
    for (int step = 1; step <= steps && overflow == 0; step++) {
      List<Tensor> inputs = new ArrayList<>();
      for (double value : optimizer.coefficients(optimizer.learningRate(), step)) {
        inputs.add(Tensor.scalar(DType.FLOAT64, value));
      }
      double[] place = state.tensors().getFirst().toDoubles();
      List<Tensor> told = program.step(state, inputs);
      places.add(new double[] {place[0], place[1], told.getFirst().item()});
      double[] next = state.tensors().getFirst().toDoubles();
      overflow = Double.isFinite(next[0]) && Double.isFinite(next[1]) ? 0 : step;
    }
    if (overflow == 0) {
      double[] last = state.tensors().getFirst().toDoubles();
      places.add(new double[] {last[0], last[1], surface.at(last[0], last[1])});
    }
    return new Descent(column(places, 0), column(places, 1), column(places, 2), overflow);
  }

  /// One step, traced: the gradient of the height, and the optimizer's rule.
  private static Program program(Surface surface, Optimizer optimizer) {
    int slots = optimizer.slots().size();
    int coefficients = optimizer.coefficients(optimizer.learningRate(), 1).length;
    List<Signature> signatures = new ArrayList<>();
    for (int i = 0; i <= slots; i++) {
      signatures.add(new Signature(DType.FLOAT64, Shape.of(2)));
    }
    for (int i = 0; i < coefficients; i++) {
      signatures.add(new Signature(DType.FLOAT64, Shape.SCALAR));
    }
    return Program.trace(
        in -> {
          Tensor place = in.getFirst().tracked();
          Tensor height = surface.of(place.select(0, 0), place.select(0, 1));
          Tensor gradient = height.gradients(List.of(place)).getFirst();
          Optimizer.Update update =
              optimizer.update(
                  in.getFirst(),
                  gradient,
                  in.subList(1, slots + 1),
                  in.subList(slots + 1, in.size()));
          List<Tensor> results = new ArrayList<>(List.of(update.parameter()));
          results.addAll(update.slots());
          results.add(height);
          return results;
        },
        signatures);
  }

  private static State state(Optimizer optimizer, double startX, double startY) {
    List<Tensor> tensors = new ArrayList<>(List.of(Tensor.ofDoubles(startX, startY)));
    for (String slot : optimizer.slots()) {
      tensors.add(Tensor.full(DType.FLOAT64, Shape.of(2), optimizer.initial(slot)));
    }
    return new State(tensors);
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }

  /// The same up to a step.
  public Descent until(int step) {
    int count = Math.min(step + 1, x.length);
    return new Descent(
        java.util.Arrays.copyOf(x, count),
        java.util.Arrays.copyOf(y, count),
        java.util.Arrays.copyOf(height, count),
        overflow > 0 && step >= overflow ? overflow : 0);
  }

  /// The height in the end.
  public double end() {
    return height[height.length - 1];
  }
}
