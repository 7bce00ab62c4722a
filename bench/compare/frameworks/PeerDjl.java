import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import gradus.bench.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The Deep Java Library, on PyTorch, in a comparison: `PeerDjl THREADS FOLDER`. Models that
/// predict are those that `torch_scripts.py` wrote into the folder, and must answer as they did
/// there.
final class PeerDjl {
  private static final double TOLERANCE = 1e-3;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final Path folder;

  /// Models that are let go are released, even where their blocks still run.
  private final List<Model> kept = new ArrayList<>();

  private PeerDjl(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] words) throws IOException {
    System.setProperty("ai.djl.pytorch.num_threads", words[0]);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Protocol.answer(new PeerDjl(Path.of(words[1]))::prepare);
  }

  private Runnable prepare(String name) {
    String[] words = name.split("-");
    return switch (words[0]) {
      case "gemm" -> product(Protocol.sizes(words[1]), words.length > 2 ? words[2] : "");
      case "train" -> training(network(), new Shape(784), Protocol.SAMPLES, words[1], sgd());
      case "trainadam" -> training(network(), new Shape(784), Protocol.SAMPLES, words[1], adam());
      case "cnn" ->
          training(
              convolutional(), new Shape(1, 28, 28), 16 * Integer.parseInt(words[1]), words[1], sgd());
      case "predict", "predictcnn", "predictlstm", "predictgpt" -> prediction(name);
      case "exp" -> elementwise(NDArray::exp);
      case "tanh" -> elementwise(NDArray::tanh);
      case "sigmoid" -> elementwise(Activation::sigmoid);
      case "gelu" -> elementwise(Activation::gelu);
      case "adam" -> step();
      default -> throw Protocol.unknown(name);
    };
  }

  private NDArray normal(long... sizes) {
    Shape shape = new Shape(sizes);
    return manager.create(Protocol.normal((int) shape.size()), shape);
  }

  private Runnable product(int[] sizes, String transposed) {
    int m = sizes[0];
    int k = sizes[1];
    int n = sizes[2];
    NDArray a = transposed.equals("ta") ? normal(k, m).transpose() : normal(m, k);
    NDArray b = transposed.equals("tb") ? normal(n, k).transpose() : normal(k, n);
    return () -> a.matMul(b).close();
  }

  private Runnable elementwise(UnaryOperator<NDArray> function) {
    NDArray x = normal(Protocol.MILLION);
    return () -> function.apply(x).close();
  }

  private Runnable step() {
    NDArray p = normal(Protocol.MILLION);
    NDArray g = normal(Protocol.MILLION);
    Optimizer optimizer = adam();
    return () -> optimizer.update("p", p, g);
  }

  private static Optimizer sgd() {
    return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
  }

  private static Optimizer adam() {
    return Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
  }

  private static Block network() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(128).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  private static Block convolutional() {
    Shape two = new Shape(2, 2);
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(32).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(two, two))
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(64).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(two, two))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(128).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  /// An epoch, shuffled.
  private Runnable training(Block block, Shape shape, int samples, String size, Optimizer optimizer) {
    int batch = Integer.parseInt(size);
    Model model = Model.newInstance("model", Device.cpu());
    kept.add(model);
    model.setBlock(block);
    Shape all = new Shape(samples).addAll(shape);
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 10;
    }
    ArrayDataset data =
        new ArrayDataset.Builder()
            .setData(manager.create(Protocol.pixels((int) all.size()), all))
            .optLabels(manager.create(labels))
            .setSampling(batch, true)
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(batch).addAll(shape));
    return () -> {
      try {
        EasyTrain.fit(trainer, 1, data, null);
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    };
  }

  private Runnable prediction(String name) {
    try {
      Model model = Model.newInstance(name, Device.cpu());
      kept.add(model);
      model.load(folder, name);
      FloatBuffer sizes = numbers(name + ".shape");
      long[] shape = new long[sizes.remaining()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = (long) sizes.get(i);
      }
      float[] given = new float[numbers(name + ".x").remaining()];
      numbers(name + ".x").get(given);
      NDList x = new NDList(manager.create(given, new Shape(shape)));
      Block block = model.getBlock();
      ParameterStore parameters = new ParameterStore(manager, false);
      try (NDList answer = block.forward(parameters, x, false)) {
        FloatBuffer expected = numbers(name + ".y");
        float[] found = answer.singletonOrThrow().toFloatArray();
        for (int i = 0; i < found.length; i++) {
          if (!(Math.abs(found[i] - expected.get(i)) <= TOLERANCE)) {
            throw new IllegalStateException(
                "answers " + found[i] + " where PyTorch answers " + expected.get(i));
          }
        }
      }
      return () -> block.forward(parameters, x, false).close();
    } catch (IOException | ai.djl.MalformedModelException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private FloatBuffer numbers(String file) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
