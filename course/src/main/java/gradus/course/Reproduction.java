package gradus.course;

import gradus.data.Batches;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.train.Callback;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where a chapter of a milestone shows what it computes, and keeps what it measures.
public final class Reproduction implements Stage {
  private static final int STEPS_TOLD = 10;

  private final Stage stage;
  private final MilestoneSize size;
  private final long seed;
  private final Path folder;
  private final @Nullable Path own;
  private final List<Measurement> measurements = new ArrayList<>();

  /// @param stage where everything is shown
  /// @param seed what everything random follows from
  /// @param folder for models, and for what a chapter that was ended in the middle goes on from
  public Reproduction(Stage stage, MilestoneSize size, long seed, Path folder) {
    this(stage, size, seed, folder, null);
  }

  /// @param stage where everything is shown
  /// @param seed what everything random follows from
  /// @param folder for models, and for what a chapter that was ended in the middle goes on from
  /// @param own a folder of the user's own data; null for none
  public Reproduction(Stage stage, MilestoneSize size, long seed, Path folder, @Nullable Path own) {
    this.stage = stage;
    this.size = size;
    this.seed = seed;
    this.folder = folder;
    this.own = own;
  }

  /// How much is made again.
  public MilestoneSize size() {
    return size;
  }

  /// What everything random follows from.
  public long seed() {
    return seed;
  }

  /// Where models go, and what a chapter that was ended in the middle goes on from.
  public Path folder() {
    return folder;
  }

  /// The folder of the user's own data, where one was named.
  public Optional<Path> own() {
    return Optional.ofNullable(own);
  }

  /// A trainer that goes on from the checkpoint that an earlier sitting left, where there is one.
  ///
  /// @param checkpoint where the trainer's callbacks keep it: [#checkpoint]
  public static Trainer resumed(Trainer trainer, Path checkpoint) {
    return Files.exists(checkpoint) ? trainer.resume(checkpoint) : trainer;
  }

  /// Trains, or goes on with a training that was ended. The smallest size keeps no checkpoints.
  ///
  /// @param training what it is called
  /// @param watching what its callbacks are, beside that which keeps checkpoints
  public History train(
      Trainer trainer, String training, Batches batches, int epochs, Callback... watching) {
    if (size == MilestoneSize.TEST) {
      return trainer.callbacks(watching).fit(batches, epochs);
    }
    Path checkpoint = checkpoint(training);
    Callback[] all = Arrays.copyOf(watching, watching.length + 1);
    all[watching.length] = Callbacks.checkpoint(checkpoint);
    return resumed(trainer.callbacks(all), checkpoint).fit(batches, epochs);
  }

  /// Tells here of every step of a training.
  ///
  /// @param before how many steps of the chapter are done already
  /// @param all how many there are
  public Callback watching(int before, int all) {
    return new Callback() {
      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        step(before + (int) run.step(), all);
      }
    };
  }

  /// Tells here of every tenth step of a training, and of each epoch.
  ///
  /// @param before how many steps of the chapter are done already
  /// @param all how many there are
  /// @param after is told what was measured so far after each epoch
  public Callback watching(int before, int all, Consumer<History> after) {
    return new Callback() {
      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        if (run.step() % STEPS_TOLD == 0) {
          step(before + (int) run.step(), all);
        }
      }

      @Override
      public void onEpoch(TrainingRun run, History.Epoch epoch) {
        after.accept(run.history());
        step(before + (int) run.step(), all);
      }
    };
  }

  /// The file of a training's checkpoint.
  ///
  /// @param training what it is called
  public Path checkpoint(String training) {
    return folder.resolve(training + ".checkpoint");
  }

  /// Keeps a measurement.
  public void measured(Measurement measurement) {
    measurements.add(measurement);
  }

  /// What was measured, in order.
  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  @Override
  public void show(String name, Figure figure) {
    stage.show(name, figure);
  }

  @Override
  public void show(String name, NumberTable table) {
    stage.show(name, table);
  }

  @Override
  public void say(Text sentence) {
    stage.say(sentence);
  }

  @Override
  public void step(int done, int all) {
    stage.step(done, all);
  }

  @Override
  public boolean wants(int done, int all) {
    return stage.wants(done, all);
  }
}
