package gradus.train;

import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.tensor.ArgumentException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Several models that answer one question together, such as ones from different seeds or folds:
/// better than most of them alone, and where they disagree they do not know.
///
/// ```java
/// Ensemble ensemble = Ensemble.ofClassifiers(first, second, third);
/// Evaluation better = ensemble.evaluate(test, Losses::crossEntropy, accuracy());
/// ```
///
/// Lakshminarayanan, Pritzel and Blundell, "Simple and scalable predictive uncertainty estimation
/// using deep ensembles", 2017.
///
/// @param models at least one; they take and give the same shapes
/// @param classifies whether the models' outputs are scores of classes, before softmax, and not
///   values
public record Ensemble(List<Model> models, boolean classifies) {
  /// Copies the list.
  ///
  /// @throws ShapeException where the models take or give other shapes
  public Ensemble {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new ArgumentException("ensemble: needs at least one model");
    }
    Model first = models.getFirst();
    for (Model model : models) {
      if (!model.input().equals(first.input()) || !model.output().equals(first.output())) {
        throw new ShapeException(
            "ensemble: its models must take and give the same, got %s to %s beside %s to %s",
            first.input(), first.output(), model.input(), model.output());
      }
    }
    if (classifies && first.output().shape().rank() != 1) {
      throw new ShapeException(
          "ensemble: classifiers give a score for each class, [classes], got %s",
          first.output().shape());
    }
  }

  /// Models whose outputs are scores of classes: their probabilities are averaged.
  public static Ensemble ofClassifiers(Model... models) {
    return new Ensemble(List.of(models), true);
  }

  /// Models whose outputs are values: these are averaged.
  public static Ensemble ofValues(Model... models) {
    return new Ensemble(List.of(models), false);
  }

  /// Trains as many models, one after the other.
  ///
  /// @param count how many
  /// @param training from a number, counted from 0, to a trained model, of a seed of its own
  public static Ensemble trained(int count, boolean classifies, LongFunction<Model> training) {
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      models.add(training.apply(i));
    }
    return new Ensemble(models, classifies);
  }

  /// What the models say together: the mean value, or the logarithm of the mean probability of each
  /// class, whose softmax is that mean.
  ///
  /// # Shapes
  ///
  /// As of each model: `[n, ...]`, of classifiers `[n, classes]`.
  public Tensor predict(Tensor x) {
    if (!classifies) {
      return each(x, Function.identity()).mean(0);
    }
    return each(x, scores -> scores.logSoftmax(-1)).logSumExp(0).minus(Math.log(models.size()));
  }

  /// The class of each sample that is the most probable.
  ///
  /// @throws ArgumentException where these are no classifiers
  public int[] predictClasses(Tensor x) {
    if (!classifies) {
      throw new ArgumentException("ensemble: its models give values and no classes; ask predict");
    }
    return predict(x).argMax(-1).toInts();
  }

  /// How much the models disagree: the standard deviation over models of each value, or of each
  /// class's probability. Zeros where there is one model.
  public Tensor disagreement(Tensor x) {
    Tensor answers = classifies ? each(x, scores -> scores.softmax(-1)) : each(x, y -> y);
    return answers.minus(answers.mean(0).expand(0)).square().mean(0).sqrt();
  }

  private Tensor each(Tensor x, Function<Tensor, Tensor> answer) {
    return Tensor.stack(0, models.stream().map(model -> answer.apply(model.predict(x))).toList());
  }

  /// The loss and metrics of what they say together.
  public Evaluation evaluate(Batches data, Loss loss, Metric... metrics) {
    Objective together =
        (inputs, targets) -> {
          Tensor prediction = predict(inputs.getFirst());
          Tensor target = targets.getFirst();
          return new Objective.Outcome(
              loss.of(prediction, target), loss.denominator(prediction, target), prediction);
        };
    long seed = models.getFirst().seed().value();
    return Evaluation.of(together, List.of(metrics), data, seed);
  }
}
