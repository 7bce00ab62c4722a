package gradus.course.backpropagation;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sigmoid;

import gradus.data.Batch;
import gradus.nn.Dense;
import gradus.nn.Initializer;
import gradus.nn.Initializers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How a network with one hidden layer learns the answer to a question about bits: sigmoid units,
/// the squared error, all cases in each sweep, and momentum.
///
/// @param hidden how many hidden units there are
/// @param limit weights start between this and its negative
/// @param rate ε
/// @param momentum α
record BitNetwork(Question question, int hidden, double limit, double rate, double momentum) {
  /// An answer counts as right where it is nearer than this to 0 or 1.
  static final double NEAR = 0.2;

  /// XOR with weights that start between -½ and ½.
  static BitNetwork xor(int hidden) {
    return new BitNetwork(Question.XOR, hidden, 0.5, 0.5, 0.9);
  }

  /// Symmetry as the paper has it.
  static BitNetwork symmetry() {
    return new BitNetwork(Question.SYMMETRY, 2, 0.3, 0.1, 0.9);
  }

  /// The same with weights that start in another range.
  BitNetwork withLimit(double newLimit) {
    return new BitNetwork(question, hidden, newLimit, rate, momentum);
  }

  /// A network before it learns.
  Model model(long seed) {
    Initializer start = Initializers.uniform(limit);
    return Model.of(
        Shape.of(question.bits()),
        Seed.of(seed),
        dense(hidden).withWeights(start, start),
        sigmoid(),
        dense(1).withWeights(start, start),
        sigmoid());
  }

  /// A learner of a network; each step of it is one sweep through all cases.
  Learner learner(Model model) {
    Objective objective = Objective.supervised(model, SquaredError.EXACT);
    return Learner.of(model, objective, Sgd.momentum(rate, momentum));
  }

  /// How many answers are right.
  int right(double... answers) {
    int right = 0;
    for (int number = 0; number < answers.length; number++) {
      right += Math.abs(answers[number] - question.answer(number)) < NEAR ? 1 : 0;
    }
    return right;
  }

  /// A network that has learned.
  ///
  /// @param sweep the sweep after which all answers were right; 0 where they never were
  /// @param answers to each case
  record Learned(Model model, int sweep, double[] answers) {
    boolean isSolved() {
      return sweep > 0;
    }

    /// The weights of a hidden unit, one for each bit.
    double[] weights(int unit) {
      return layer(0).weight().value().select(1, unit).toDoubles();
    }

    /// The hidden units' biases.
    double[] biases() {
      return bias(0);
    }

    /// The weights from the hidden units to the output, and the output's bias.
    double[] output() {
      double[] weights = layer(2).weight().value().select(1, 0).toDoubles();
      double[] all = Arrays.copyOf(weights, weights.length + 1);
      all[weights.length] = bias(2)[0];
      return all;
    }

    private double[] bias(int layer) {
      return Objects.requireNonNull(layer(layer).bias()).value().toDoubles();
    }

    private Dense layer(int index) {
      return (Dense) model.layers().layers().get(index);
    }
  }

  /// Lets a network learn until all its answers are right, or no longer than some sweeps.
  Learned learned(long seed, int sweeps) {
    return learned(seed, 1, sweeps).getFirst();
  }

  /// Lets networks of several seeds learn one after the other, by one program.
  ///
  /// @param seed of the first; the others follow
  List<Learned> learned(long seed, int count, int sweeps) {
    List<Learned> all = new ArrayList<>();
    Model model = model(seed);
    try (Learner learner = learner(model)) {
      Map<String, Tensor> atRest = learner.tensors();
      for (int i = 0; i < count; i++) {
        Map<String, Tensor> start = new LinkedHashMap<>(atRest);
        start.putAll(model(seed + i).weights());
        learner.restore(start, 0, 0);
        int solved = solved(learner, sweeps);
        double[] answers = model.predict(question.batch().input()).toDoubles();
        all.add(new Learned(model.copy(), solved, answers));
      }
    }
    return all;
  }

  private int solved(Learner learner, int sweeps) {
    Batch batch = question.batch();
    for (int sweep = 1; sweep <= sweeps; sweep++) {
      Tensor before = Objects.requireNonNull(learner.step(batch).prediction());
      // What a step predicts is what the sweeps before it have made of the weights.
      if (right(before.toDoubles()) == question.cases()) {
        return sweep - 1;
      }
    }
    return 0;
  }
}
