package gradus.train;

import gradus.data.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How far training has come.
///
/// @param epoch the epoch in progress, counted from 0
/// @param batch the next batch within it
/// @param step the optimizer steps taken
/// @param losses the epoch's loss so far, for each learner
/// @param penalties likewise of penalties
/// @param samples the epoch's samples so far
/// @param nanos the time that the epoch's training took so far
record Progress(
    int epoch,
    int batch,
    long step,
    List<Total> losses,
    List<Total> penalties,
    int samples,
    long nanos) {
  Progress {
    losses = List.copyOf(losses);
    penalties = List.copyOf(penalties);
  }

  static Progress start(int epoch, long step, int learners) {
    List<Total> nothing = Collections.nCopies(learners, Total.NOTHING);
    return new Progress(epoch, 0, step, nothing, nothing, 0, 0);
  }

  /// After a turn of each learner on some batches.
  Progress after(List<Turn> turns, List<Batch> batches, long nanosMore) {
    int size = batches.stream().mapToInt(Batch::size).sum();
    var moreLosses = new ArrayList<Total>();
    var morePenalties = new ArrayList<Total>();
    for (int i = 0; i < turns.size(); i++) {
      Learner.Step one = turns.get(i).step();
      moreLosses.add(losses.get(i).plus(one.loss(), one.denominator()));
      morePenalties.add(penalties.get(i).plus(one.penalty(), size));
    }
    return new Progress(
        epoch,
        batch + batches.size(),
        step + 1,
        moreLosses,
        morePenalties,
        samples + size,
        nanos + nanosMore);
  }

  Progress nextEpoch() {
    return start(epoch + 1, step, losses.size());
  }
}
