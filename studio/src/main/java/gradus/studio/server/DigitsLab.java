package gradus.studio.server;

import static gradus.train.Metrics.accuracy;

import gradus.data.Batches;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Conv2d;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.plot.Text;
import gradus.studio.run.Judgement;
import gradus.studio.words.UserException;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The digits project: trains a network on MNIST and on what was drawn here, and keeps it.
///
/// One training at a time, on a thread of its own: it goes on when the page is closed.
final class DigitsLab implements AutoCloseable {
  /// How many batches a training of the page is told of in steps.
  private static final int BATCH = 128;

  private static final int VALIDATION = 5_000;
  private static final int JUDGED_AT_ONCE = 500;
  private static final double RATE = 0.003;

  /// How often each of one's own drawings is among the 55,000 images.
  private static final int REPEATED = 20;

  /// The networks that can be trained here.
  enum Network {
    LENET,
    MLP
  }

  /// A trained network, with what it makes of MNIST's 10,000 test images.
  record Trained(Model model, Dataset images, Judgement test) {
    /// What it is called.
    String name() {
      boolean convolves = model.layersByPath().values().stream().anyMatch(Conv2d.class::isInstance);
      return convolves ? "LeNet-5" : "784–128–10";
    }
  }

  /// How far a training is.
  ///
  /// @param losses the loss of every step so far
  /// @param steps how many steps there are
  /// @param accuracies the share of right answers among validation images, after each epoch
  record Training(List<Double> losses, long steps, List<Double> accuracies, boolean running) {}

  /// How much of the data has arrived.
  ///
  /// @param total the bytes in all, or -1 where that is unknown
  record Loading(long done, long total) {}

  private final Path folder;
  private final Drawings drawings;
  private final List<Double> losses = new ArrayList<>();
  private final List<Double> accuracies = new ArrayList<>();
  private long steps;
  private boolean stopping;
  private @Nullable Thread thread;
  private @Nullable Text failure;
  private @Nullable Loading loading;
  private @Nullable Trained trained;
  private boolean loaded;

  DigitsLab(Path home) {
    folder = home.resolve("studio");
    drawings = new Drawings(folder.resolve("drawings.idx"));
  }

  /// What is kept between visits: one's own drawings.
  Drawings drawings() {
    return drawings;
  }

  synchronized Training training() {
    return new Training(
        List.copyOf(losses), steps, List.copyOf(accuracies), thread != null && thread.isAlive());
  }

  /// How much of the data has arrived; null where it is here.
  synchronized @Nullable Loading loading() {
    return loaded ? null : loading;
  }

  /// What went wrong with the last training, if something did.
  synchronized @Nullable Text failure() {
    return failure;
  }

  /// The newest network; null before the first.
  synchronized @Nullable Trained trained() {
    return trained;
  }

  /// The newest network.
  ///
  /// @throws UserException before the first
  Trained required() {
    Trained newest = trained();
    if (newest == null) {
      throw new UserException("error.digits.none");
    }
    return newest;
  }

  /// Loads the network of an earlier visit in the background, if there is one, when a page asks for
  /// the first time: MNIST is large, and not every visit is to the digits.
  synchronized void wake() {
    Path file = folder.resolve("digits.safetensors");
    if (thread == null && trained == null && Files.isRegularFile(file)) {
      work(() -> judge(Model.load(file), data().test()));
    }
  }

  /// Begins a training.
  ///
  /// @throws UserException where one is going on
  void train(Network network, int epochs) {
    work(() -> {
      Mnist data = data();
      Model model =
          network == Network.LENET
              ? Networks.leNet5(Seed.of(42))
              : Networks.mnistDense(Seed.of(42));
      Dataset all = data.train();
      int learned = all.size() - VALIDATION;
      Dataset train = all.take(learned);
      Dataset own = drawings.dataset(REPEATED);
      if (own != null) {
        train = train.concat(own);
      }
      Dataset validation = all.subset(IntStream.range(learned, all.size()).toArray());
      Batches batches = train.shuffle(42).batch(BATCH);
      long total = (long) Math.ceilDiv(train.size(), BATCH) * epochs;
      synchronized (this) {
        steps = total;
      }
      Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
          .schedule(Schedules.oneCycle(RATE, total).byStep())
          .metrics(accuracy())
          .callbacks(new Watch())
          .fit(batches, validation.batch(JUDGED_AT_ONCE), epochs);
      model.save(folder.resolve("digits.safetensors"));
      judge(model, data.test());
    });
  }

  /// Ends the training after its present step; what it has learned is kept.
  synchronized void stop() {
    stopping = true;
  }

  private interface Work {
    void run() throws Exception;
  }

  private synchronized void work(Work work) {
    if (thread != null && thread.isAlive()) {
      throw new UserException("error.digits.busy");
    }
    losses.clear();
    accuracies.clear();
    steps = 0;
    stopping = false;
    failure = null;
    thread = Thread.ofPlatform().daemon().name("digits").unstarted(() -> perform(work));
    thread.start();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is, the page has to hear of it
  private void perform(Work work) {
    try {
      work.run();
    } catch (Exception | OutOfMemoryError fault) {
      synchronized (this) {
        failure = Words.of(fault);
      }
    }
  }

  /// The data, which is not kept: a studio at rest needs no 60,000 images, and reading them takes a
  /// moment.
  private Mnist data() throws FileException {
    Mnist data = Mnist.load(DataOptions.of().withProgress(this::arrived));
    synchronized (this) {
      loaded = true;
    }
    return data;
  }

  private synchronized void arrived(String what, long done, long total) {
    loading = new Loading(done, total);
  }

  private void judge(Model model, Dataset images) {
    Trained judged = new Trained(model, images, Judgement.of(model, images));
    synchronized (this) {
      trained = judged;
    }
  }

  @Override
  public void close() {
    stop();
  }

  /// Notes what a training does, and ends it where it is to end.
  private final class Watch implements Callback {
    @Override
    public void onBatch(TrainingRun run, int batch, double loss) {
      synchronized (DigitsLab.this) {
        losses.add(loss);
        if (stopping) {
          run.stop("stopped");
        }
      }
    }

    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      synchronized (DigitsLab.this) {
        accuracies.add(epoch.value("valAccuracy"));
      }
    }
  }
}
