package gradus.course.gpt;

import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.optim.GradientClip;
import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;

/// A training in equal parts, between which it is looked at, and from which it goes on where it was
/// ended.
///
/// @param trainer trains
/// @param batches as many as a part has steps
/// @param parts how many
record Training(Trainer trainer, Batches batches, int parts) {
  /// Told how a training stands.
  @FunctionalInterface
  interface Moment {
    /// After some steps.
    ///
    /// @param last the mean loss since the moment before
    void after(int steps, History.Epoch last);
  }

  /// How many steps it has.
  int steps() {
    return parts * batches.batchCount();
  }

  /// A rate that rises in the first twentieth, and then falls by half a cosine wave to nothing.
  static Schedule rises(int steps) {
    int warm = Math.max(1, steps / 20);
    return Schedules.linearWarmup(warm, Schedules.cosine(0, Math.max(1, steps - warm))).byStep();
  }

  /// Gradients of one at most, as GPT-3's were.
  static GradientClip clip() {
    return GradientClip.byNorm(1);
  }

  /// Carries it out, or what is left of it.
  ///
  /// @param name what its checkpoint is called
  /// @param before how many steps of the chapter were made before, of `all`
  History in(Reproduction here, String name, int before, int all, Moment moment) {
    Callback watch = watch(moment, (done, _) -> here.step(before + done, all));
    return here.train(trainer, name, batches, parts, watch);
  }

  /// Carries it out from its beginning.
  History run(Moment moment) {
    return trainer.callbacks(watch(moment, (_, _) -> {})).fit(batches, parts);
  }

  private interface Step {
    void after(int done, double loss);
  }

  private static Callback watch(Moment moment, Step step) {
    return new Callback() {
      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        step.after((int) run.step(), loss);
      }

      @Override
      public void onEpoch(TrainingRun run, History.Epoch epoch) {
        moment.after((int) run.step(), epoch);
      }
    };
  }
}
