import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/// 784 - 64 - 10 in Deeplearning4j.
final class WithDl4j {
  /// The mean of the batches' losses since the last epoch.
  private static final class Mean extends BaseTrainingListener {
    private double sum;
    private long samples;

    @Override
    public void iterationDone(org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
      long size = ((MultiLayerNetwork) model).batchSize();
      sum += model.score() * size;
      samples += size;
    }

    double take() {
      double mean = sum / samples;
      sum = 0;
      samples = 0;
      return mean;
    }
  }

  public static void main(String[] words) throws Exception {
    Task task = Task.of(words);
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(Adam.builder().learningRate(task.rate()).epsilon(Task.EPSILON).build())
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(64).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                    .nIn(64)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    List<float[]> start = task.start();
    network.setParam("0_W", Nd4j.create(start.get(0), new long[] {784, 64}, 'c'));
    network.setParam("0_b", Nd4j.create(start.get(1), new long[] {1, 64}, 'c'));
    network.setParam("1_W", Nd4j.create(start.get(2), new long[] {64, 10}, 'c'));
    network.setParam("1_b", Nd4j.create(start.get(3), new long[] {1, 10}, 'c'));
    Mean loss = new Mean();
    network.setListeners(loss);
    ListDataSetIterator<DataSet> train =
        new ListDataSetIterator<>(data(task, "train").asList(), task.batch());
    Task.Epochs epochs = new Task.Epochs();
    for (int epoch = 0; epoch < task.epochs(); epoch++) {
      network.fit(train);
      epochs.ended(loss.take());
    }
    int[] answers = network.predict(data(task, "t10k").getFeatures());
    int[] right = task.labels("t10k");
    int count = 0;
    for (int i = 0; i < right.length; i++) {
      count += answers[i] == right[i] ? 1 : 0;
    }
    epochs.answer("", (double) count / right.length);
  }

  private static DataSet data(Task task, String part) throws Exception {
    int[] labels = task.labels(part);
    INDArray x = Nd4j.create(task.images(part), new long[] {labels.length, 784}, 'c');
    float[] ones = new float[labels.length * 10];
    for (int i = 0; i < labels.length; i++) {
      ones[i * 10 + labels[i]] = 1;
    }
    return new DataSet(x, Nd4j.create(ones, new long[] {labels.length, 10}, 'c'));
  }
}
