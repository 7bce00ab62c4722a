package gradus.course.belief;

import gradus.course.Reproduction;
import gradus.train.Callback;
import gradus.train.TrainingRun;

/// Which of several trainings of a chapter one is, so that progress is told over all of them.
///
/// @param before how many are done
/// @param all how many there are
record Part(Reproduction here, int before, int all) {
  private static final int GRAINS = 1000;
  private static final int STEPS_TOLD = 10;

  /// Tells how far the training is.
  Callback watching(int steps) {
    return new Callback() {
      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        long done = run.step();
        if (done % STEPS_TOLD == 0 || done == steps) {
          here.step(GRAINS * before + (int) (GRAINS * done / steps), GRAINS * all);
        }
      }
    };
  }
}
