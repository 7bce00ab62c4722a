package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// A rule that moves a parameter against its gradient.
///
/// The rule is pure: new parameter and new slots from old ones. What an optimizer remembers of each
/// parameter, such as a running mean of its gradients, is in slots, tensors of the parameter's
/// shape, which the caller keeps. Numbers that change from step to step but are the same for all
/// elements, such as a bias correction, are coefficients; they are computed in double precision on
/// the side, so that a rule written in tensor operations can be traced once and run many times.
public interface Optimizer {
  /// The name, as in `adam`.
  String name();

  /// The learning rate that schedules start from.
  double learningRate();

  /// The same rule with another learning rate.
  Optimizer withLearningRate(double learningRate);

  /// The names of the slots of each parameter.
  List<String> slots();

  /// What the elements of a slot are before the first step.
  default double initial(String slot) {
    return 0;
  }

  /// The numbers that a step needs, always equally many.
  ///
  /// @param learningRate the rate of this step
  /// @param step the step, counted from 1
  double[] coefficients(double learningRate, long step);

  /// One step.
  ///
  /// @param coefficients [#coefficients] as scalars of the parameter's type
  Update update(Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients);

  /// What a step gives: the parameter and its slots afterwards.
  record Update(Tensor parameter, List<Tensor> slots) {}
}
