package gradus.course.belief;

import gradus.nn.BoltzmannMachine;
import gradus.nn.Pass;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// Chains of a machine on top of a stack, whose labels are held on: dreams of digits.
final class Chains {
  /// How many of the features are on before the first step.
  private static final double START = 0.3;

  private final BoltzmannMachine top;
  private final Stack stack;
  private final Tensor labels;
  private final RandomKey key;
  private Tensor states;
  private Tensor probabilities;
  private int steps;

  /// @param asked the digit of each chain
  Chains(BoltzmannMachine top, Stack stack, int[] asked, long seed) {
    this.top = top;
    this.stack = stack;
    key = RandomKey.of(seed).fold(top.hiddenUnits());
    labels = Tensor.ofInts(asked).oneHot(top.classes(), DType.FLOAT32);
    states = key.uniform(Shape.of(asked.length, stack.width())).less(START).cast(DType.FLOAT32);
    probabilities = states;
  }

  /// Draws hidden units, and visible ones of them, except for the labels.
  void step() {
    steps++;
    Pass pass = Pass.inference(key.fold(steps).toTensor());
    Tensor seen = Tensor.concat(1, List.of(states, labels));
    pass.run(() -> {
      Tensor told = top.visible(top.drawHidden(top.apply(seen)));
      probabilities = told.slice(1, 0, stack.width());
      states = top.drawVisible(told).slice(1, 0, stack.width());
      return states;
    });
  }

  /// What the chains are at now, as the stack turns it into pictures.
  Tensor pictures() {
    return stack.down(probabilities);
  }
}
