import gradus.bench.Protocol;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/// Deeplearning4j and its arrays, ND4J, in a comparison: `PeerDl4j THREADS`.
final class PeerDl4j {
  private PeerDl4j() {}

  public static void main(String[] words) throws IOException {
    Nd4j.getEnvironment().setMaxThreads(Integer.parseInt(words[0]));
    Nd4j.getEnvironment().setMaxMasterThreads(Integer.parseInt(words[0]));
    // Networks keep their arrays in workspaces, so that there is nothing to collect every 5 seconds.
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    Protocol.answer(PeerDl4j::prepare);
  }

  private static Runnable prepare(String name) {
    String[] words = name.split("-");
    return switch (words[0]) {
      case "gemm" -> product(Protocol.sizes(words[1]), words.length > 2 ? words[2] : "");
      case "train" -> training(dense(true), new Sgd(0.01), Protocol.SAMPLES, words[1]);
      case "trainadam" -> training(dense(true), new Adam(0.001), Protocol.SAMPLES, words[1]);
      case "cnn" ->
          training(convolutional(true), new Sgd(0.01), 16 * Integer.parseInt(words[1]), words[1]);
      case "predict" -> prediction(dense(false), pictures(), words[1], 784);
      case "predictcnn" -> prediction(convolutional(false), pictures(), words[1], 784);
      case "predictlstm" ->
          prediction(
              new Layer[] {new LSTM.Builder().nIn(256).nOut(256).build()},
              InputType.recurrent(256, 64),
              words[1],
              256,
              64);
      default -> throw Protocol.unknown(name);
    };
  }

  private static InputType pictures() {
    return InputType.convolutionalFlat(28, 28, 1);
  }

  private static INDArray normal(long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    return Nd4j.create(Protocol.normal(count), sizes, 'c');
  }

  /// Into an array of the order that BLAS writes.
  private static Runnable product(int[] sizes, String transposed) {
    int m = sizes[0];
    int k = sizes[1];
    int n = sizes[2];
    INDArray a = transposed.equals("ta") ? normal(k, m).transpose() : normal(m, k);
    INDArray b = transposed.equals("tb") ? normal(n, k).transpose() : normal(k, n);
    INDArray c = Nd4j.createUninitialized(new long[] {m, n}, 'f');
    return () -> a.mmuli(b, c);
  }

  private static Layer last(boolean trained) {
    return trained
        ? new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nOut(10)
            .activation(Activation.SOFTMAX)
            .build()
        : new DenseLayer.Builder().nOut(10).activation(Activation.IDENTITY).build();
  }

  private static Layer relu(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }

  private static Layer[] dense(boolean trained) {
    return new Layer[] {relu(128), last(trained)};
  }

  private static Layer[] convolutional(boolean trained) {
    return new Layer[] {
      new ConvolutionLayer.Builder(3, 3).nOut(32).activation(Activation.RELU).build(),
      new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
      new ConvolutionLayer.Builder(3, 3).nOut(64).activation(Activation.RELU).build(),
      new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
      relu(128),
      last(trained)
    };
  }

  private static MultiLayerNetwork network(Layer[] layers, InputType input, IUpdater updater) {
    var list = new NeuralNetConfiguration.Builder().seed(42).updater(updater).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    var network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    return network;
  }

  /// An epoch, shuffled.
  private static Runnable training(Layer[] layers, IUpdater updater, int samples, String size) {
    int batch = Integer.parseInt(size);
    MultiLayerNetwork network = network(layers, pictures(), updater);
    INDArray x = Nd4j.create(Protocol.pixels(samples * 784), new long[] {samples, 784}, 'c');
    float[] ones = new float[samples * 10];
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      ones[i * 10 + i % 10] = 1;
      order[i] = i;
    }
    INDArray y = Nd4j.create(ones, new long[] {samples, 10}, 'c');
    Random random = new Random(1);
    int[] chosen = new int[batch];
    return () -> {
      for (int i = samples - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
      for (int start = 0; start < samples; start += batch) {
        System.arraycopy(order, start, chosen, 0, batch);
        try (INDArray pictures = Nd4j.pullRows(x, 1, chosen);
            INDArray classes = Nd4j.pullRows(y, 1, chosen)) {
          network.fit(pictures, classes);
        }
      }
    };
  }

  private static Runnable prediction(Layer[] layers, InputType input, String batch, int... sizes) {
    MultiLayerNetwork network = network(layers, input, new Sgd(0.01));
    long[] shape = new long[sizes.length + 1];
    shape[0] = Integer.parseInt(batch);
    for (int i = 0; i < sizes.length; i++) {
      shape[i + 1] = sizes[i];
    }
    INDArray x = normal(shape);
    return () -> network.output(x).close();
  }
}
