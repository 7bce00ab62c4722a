import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;

import gradus.data.Mnist;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.List;
import java.util.Map;

/// 784 - 64 - 10 in Gradus.
final class WithGradus {
  public static void main(String[] words) throws Exception {
    Task task = Task.of(words);
    Threads.use(task.threads());
    Mnist mnist = Mnist.load(task.folder());
    Model model = Model.of(Shape.of(1, 28, 28), Seed.of(1), flatten(), dense(64), relu(), dense(10));
    List<float[]> start = task.start();
    model.load(
        Map.of(
            "1.weight", Tensor.of(Shape.of(784, 64), start.get(0)),
            "1.bias", Tensor.of(Shape.of(64), start.get(1)),
            "3.weight", Tensor.of(Shape.of(64, 10), start.get(2)),
            "3.bias", Tensor.of(Shape.of(10), start.get(3))));
    Adam adam = Adam.of(task.rate()).withEpsilon(Task.EPSILON);
    Trainer trainer = Trainer.of(model, Losses::crossEntropy, adam);
    Task.Epochs epochs = new Task.Epochs();
    Callback watch =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            epochs.ended(epoch.value("loss"));
          }
        };
    trainer.callbacks(watch).fit(mnist.train().batch(task.batch()), task.epochs());
    var test = trainer.metrics(Metrics.accuracy()).evaluate(mnist.test().batch(1000));
    epochs.answer("", test.value("accuracy"));
  }
}
