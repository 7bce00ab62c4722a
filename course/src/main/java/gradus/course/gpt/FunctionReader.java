package gradus.course.gpt;

import gradus.loss.Losses;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.TransformerBlock;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/// A GPT whose tokens are numbers: it reads inputs and answers of a function one after the other,
/// and says at each input what it takes the answer to be. Its weights do not change while it reads.
///
/// @param model from `[n, time, inputs + 1]` to `[n, time, 1]`; what it says at answers is not used
record FunctionReader(Model model) {
  private static final int CHUNK = 500;

  /// How large one is.
  ///
  /// @param width the numbers of a token's vector
  /// @param causal whether a token sees only itself and those before
  record Size(int width, int blocks, int heads, boolean causal) {}

  /// One that has not learned.
  ///
  /// @param inputs how many numbers the functions take
  /// @param pairs the most inputs with answers of a prompt
  static FunctionReader of(int inputs, int pairs, Size size, long seed) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(Layers.dense(size.width));
    layers.add(Layers.learnedPositions());
    for (int i = 0; i < size.blocks; i++) {
      layers.add(TransformerBlock.Spec.of(size.heads).withCausal(size.causal));
    }
    layers.add(Layers.layerNorm());
    layers.add(Layers.dense(1));
    return new FunctionReader(
        Model.of(
            Shape.of(2 * pairs, inputs + 1), Layers.seed(seed), layers.toArray(LayerSpec[]::new)));
  }

  /// What trains it on prompts: the mean square of its errors at all inputs.
  Trainer trainer(double rate, int steps) {
    return Trainer.of(model, FunctionReader::loss, Adam.of(rate))
        .schedule(Training.rises(steps))
        .clip(Training.clip());
  }

  private static Tensor loss(Tensor told, Tensor answers) {
    return Losses.mse(atInputs(told), answers);
  }

  /// What is said at inputs, `[n, pairs]`.
  private static Tensor atInputs(Tensor told) {
    int pairs = told.size(1) / 2;
    return told.reshape(told.size(0), pairs, 2).select(2, 0);
  }

  /// What it says at each input of each prompt, `[n, pairs]`, having read what stands before.
  double[] answers(Tensor tokens) {
    int pairs = tokens.size(1) / 2;
    double[] all = new double[tokens.size(0) * pairs];
    for (int from = 0; from < tokens.size(0); from += CHUNK) {
      Tensor some = tokens.slice(0, from, Math.min(tokens.size(0), from + CHUNK));
      double[] told = Prompts.numbers(atInputs(model.predict(some)));
      System.arraycopy(told, 0, all, from * pairs, told.length);
    }
    return all;
  }
}
