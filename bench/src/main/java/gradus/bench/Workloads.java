package gradus.bench;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.tensor.Program;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.State;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import gradus.tensor.Window;
import gradus.train.Learner;
import gradus.train.Objective;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is compared, each by its name, in the same words as `compare/torch_peer.py`.
final class Workloads {
  private static final int SAMPLES = 12_800;
  private static final int MILLION = 1 << 20;

  /// Where results go, so that no compiler finds out that nobody needs them.
  private static volatile Tensor result = Tensor.scalar(0);

  private static volatile float number;

  private Workloads() {}

  /// The work of one repetition, with everything it needs made ready.
  static Runnable prepare(String name) {
    String[] words = name.split("-", -1);
    return switch (words[0]) {
      case "gemm" -> product(Protocol.sizes(words[1]), words.length > 2 ? words[2] : "");
      case "train" -> training(digits(), SAMPLES, Integer.parseInt(words[1]), Sgd.of(0.01));
      case "cnn" -> {
        int batch = Integer.parseInt(words[1]);
        yield training(Networks.tutorialCnn(Seed.of(42)), 16 * batch, batch, Sgd.of(0.01));
      }
      case "cnnaugmented" -> {
        int batch = Integer.parseInt(words[1]);
        yield training(
            Networks.tutorialCnn(Seed.of(42)), 16 * batch, batch, Sgd.of(0.01), augmentation());
      }
      case "conv3x3" -> convolution();
      case "trainadam" -> training(digits(), SAMPLES, Integer.parseInt(words[1]), Adam.of(0.001));
      case "predict" -> prediction(digits(), words[1]);
      case "predictcnn" -> prediction(Networks.tutorialCnn(Seed.of(42)), words[1]);
      case "predictlstm" -> prediction(recurrent(), words[1]);
      case "predictgpt" -> prediction(block(), words[1]);
      case "exp" -> elementwise(Tensor::exp);
      case "tanh" -> elementwise(Tensor::tanh);
      case "sigmoid" -> elementwise(Tensor::sigmoid);
      case "gelu" -> elementwise(Tensor::gelu);
      case "adam" -> adam();
      case "limit" -> words[1].equals("fma") ? () -> number = Limits.multiplyAdd() : copy();
      case "lstm" -> step(recurrent(), normal(8, 32, 64, 256));
      case "gpt" -> step(block(), normal(8, 12, 64, 128));
      case "resnet" -> MilestoneSteps.resNet(Integer.parseInt(words[1]));
      case "unet" -> MilestoneSteps.unet(Integer.parseInt(words[1]));
      case "gan" -> MilestoneSteps.contest(Integer.parseInt(words[1]));
      case "smallgpt" -> MilestoneSteps.gpt(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException("no workload " + name);
    };
  }

  private static Runnable copy() {
    var from = new float[Limits.COPIED];
    var to = new float[Limits.COPIED];
    return () -> System.arraycopy(from, 0, to, 0, from.length);
  }

  private static Tensor normal(long seed, int... sizes) {
    return RandomKey.of(seed).normal(Shape.of(sizes));
  }

  /// `gemm-MxKxN`, with `-ta` or `-tb` for an operand that is stored transposed.
  private static Runnable product(int[] sizes, String transposed) {
    int m = sizes[0];
    int k = sizes[1];
    int n = sizes[2];
    boolean ta = transposed.equals("ta");
    boolean tb = transposed.equals("tb");
    Tensor a = ta ? normal(1, k, m) : normal(1, m, k);
    Tensor b = tb ? normal(2, n, k) : normal(2, k, n);
    var program =
        Program.trace(
            in ->
                List.of(
                    Tensor.apply(
                        new gradus.tensor.Op.MatMul(ta, tb), List.of(in.get(0), in.get(1)))),
            List.of(a.signature(), b.signature()));
    return () -> program.run(List.of(a, b));
  }

  private static Model digits() {
    return Model.of(Shape.of(1, 28, 28), Seed.of(42), flatten(), dense(128), relu(), dense(10));
  }

  /// `conv3x3`: forward and backward through 64 filters of 3 by 3, for 64 pictures of 64 channels.
  private static Runnable convolution() {
    Tensor x = normal(8, 64, 64, 32, 32);
    Tensor kernel = normal(9, 64, 64, 3, 3);
    Tensor g = normal(10, 64, 64, 32, 32);
    Window window = Window.of(3, 3).withPadding(1, 1, 1, 1);
    var program =
        Program.trace(
            in -> {
              List<Tensor> leaves = List.of(in.get(0).tracked(), in.get(1).tracked());
              Tensor y = leaves.get(0).convolve(leaves.get(1), window);
              List<Tensor> outputs = new ArrayList<>(y.times(in.get(2)).sum().gradients(leaves));
              // Nothing else needs y, and what nothing needs is not computed.
              outputs.add(y);
              return outputs;
            },
            List.of(x.signature(), kernel.signature(), g.signature()));
    return () -> program.run(List.of(x, kernel, g));
  }

  /// `train-BATCH` and `cnn-BATCH`: 12,800 samples of the tutorial's network, or 16 batches of its
  /// convolutional one, shuffled and batched from bytes.
  private static Runnable training(Model model, int samples, int batch, Optimizer optimizer) {
    return training(model, samples, batch, optimizer, null);
  }

  private static Runnable training(
      Model model,
      int samples,
      int batch,
      Optimizer optimizer,
      @Nullable Augmentation augmentation) {
    var pixels = new byte[samples * 784];
    float[] noise = RandomKey.of(3).uniform(Shape.of(pixels.length)).toFloats();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (noise[i] * 256);
    }
    var labels = new int[samples];
    java.util.Arrays.setAll(labels, i -> i % 10);
    List<String> names =
        java.util.stream.IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    Batches plain =
        Dataset.images(Shape.of(1, 28, 28), pixels, labels, names).shuffle(1).batch(batch);
    Batches data = augmentation == null ? plain : augmentation.on(plain);
    return epoch(Trainer.of(model, Losses::crossEntropy, optimizer), data);
  }

  /// One epoch of a training; with one thread, batches are made on that thread, too.
  static Runnable epoch(Trainer trainer, Batches data) {
    Trainer chosen = Threads.count() == 1 ? trainer.withoutPrefetch() : trainer;
    return () -> chosen.fit(data, 1);
  }

  /// `cnnaugmented-BATCH`: what the tutorial lists for pictures, one after the other.
  private static Augmentation augmentation() {
    return Augmentations.rotation()
        .then(Augmentations.zoom())
        .then(Augmentations.crop(28, 28, 2))
        .then(Augmentations.horizontalFlip())
        .then(Augmentations.colourJitter())
        .then(Augmentations.noise());
  }

  private static Model recurrent() {
    return Model.of(Shape.of(64, 256), Seed.of(42), Layers.lstm(256));
  }

  private static Model block() {
    return Model.of(Shape.of(64, 128), Seed.of(42), Layers.transformerBlock(4).withCausal(true));
  }

  /// What a model says of a batch.
  private static Runnable prediction(Model model, String batch) {
    Tensor x = RandomKey.of(4).normal(model.input().shape().insert(0, Integer.parseInt(batch)));
    return () -> result = model.predict(x);
  }

  private static Runnable elementwise(UnaryOperator<Tensor> function) {
    Tensor x = normal(5, MILLION);
    return () -> result = function.apply(x);
  }

  /// One step of Adam over a million parameters.
  private static Runnable adam() {
    Adam adam = Adam.of(0.001);
    Tensor p = normal(6, MILLION);
    Tensor g = normal(7, MILLION);
    var zero = Tensor.zeros(MILLION);
    var state = new State(List.of(p, zero, zero));
    var signatures = new ArrayList<Signature>();
    List.of(p, zero, zero, g).forEach(tensor -> signatures.add(tensor.signature()));
    for (double _ : adam.coefficients(0.001, 1)) {
      signatures.add(Tensor.scalar(0).signature());
    }
    var program =
        Program.trace(
            in -> {
              Optimizer.Update update =
                  adam.update(in.get(0), in.get(3), in.subList(1, 3), in.subList(4, in.size()));
              return List.of(update.parameter(), update.slots().get(0), update.slots().get(1));
            },
            signatures);
    var inputs = new ArrayList<Tensor>();
    inputs.add(g);
    for (double coefficient : adam.coefficients(0.001, 1)) {
      inputs.add(Tensor.scalar(coefficient));
    }
    return () -> program.step(state, inputs);
  }

  /// One training step of a model whose loss is the mean square of its output, with SGD.
  private static Runnable step(Model model, Tensor x) {
    Objective square =
        (inputs, _) ->
            Objective.Outcome.mean(model.apply(inputs.getFirst()).square().mean(), x.size(0));
    return step(model, square, Sgd.of(0.01), Batch.of(List.of(x), List.of()));
  }

  /// One training step on a batch that stays the same.
  static Runnable step(Model model, Objective objective, Optimizer optimizer, Batch batch) {
    Learner learner = Learner.of(model, objective, optimizer);
    return () -> learner.step(batch);
  }
}
