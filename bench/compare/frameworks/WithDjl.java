import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/// 784 - 64 - 10 in the Deep Java Library, on PyTorch.
final class WithDjl {
  private static final class Watch extends TrainingListenerAdapter {
    private final Task.Epochs all = new Task.Epochs();

    @Override
    public void onTrainingBegin(Trainer trainer) {
      all.begin();
    }

    @Override
    public void onEpoch(Trainer trainer) {
      all.ended(trainer.getTrainingResult().getTrainLoss());
    }
  }

  public static void main(String[] words) throws Exception {
    Task task = Task.of(words);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(task.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    int[] labels = task.labels("train");
    SequentialBlock network =
        new SequentialBlock()
            .add(Linear.builder().setUnits(64).build())
            .add(Activation::relu)
            .add(Linear.builder().setUnits(10).build());
    try (Model model = Model.newInstance("digits");
        NDManager manager = NDManager.newBaseManager()) {
      model.setBlock(network);
      NDArray x = manager.create(task.images("train"), new Shape(labels.length, 784));
      ArrayDataset train =
          new ArrayDataset.Builder()
              .setData(x)
              .optLabels(manager.create(labels))
              .setSampling(task.batch(), false)
              .build();
      Optimizer adam =
          Optimizer.adam()
              .optLearningRateTracker(Tracker.fixed((float) task.rate()))
              .optEpsilon((float) Task.EPSILON)
              .build();
      Watch epochs = new Watch();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(adam)
              .optDevices(new Device[] {Device.cpu()})
              .addTrainingListeners(TrainingListener.Defaults.basic())
              .addTrainingListeners(epochs);
      Trainer trainer = model.newTrainer(config);
      trainer.initialize(new Shape(task.batch(), 784));
      List<float[]> start = task.start();
      start.set(0, Task.transposed(start.get(0), 784, 64));
      start.set(2, Task.transposed(start.get(2), 64, 10));
      List<Parameter> parameters = network.getParameters().values();
      for (int i = 0; i < start.size(); i++) {
        parameters.get(i).getArray().set(start.get(i));
      }
      EasyTrain.fit(trainer, task.epochs(), train, null);
      NDArray test = manager.create(task.images("t10k"), new Shape(10_000, 784));
      NDArray logits =
          network.forward(new ParameterStore(manager, false), new NDList(test), false).singletonOrThrow();
      long[] answers = logits.argMax(1).toLongArray();
      int[] right = task.labels("t10k");
      int count = 0;
      for (int i = 0; i < right.length; i++) {
        count += answers[i] == right[i] ? 1 : 0;
      }
      epochs.all.answer(" on PyTorch " + Engine.getInstance().getVersion(), (double) count / right.length);
    }
  }
}
