package gradus.augment;

import gradus.data.Batch;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whether an augmentation keeps what samples are: which pairs of classes it confuses.
///
/// Each of some samples is compared with all of them before and after it is changed: its nearest
/// neighbour (by Euclidean distance, the sample itself left out) either has its class or another
/// one. Where the change makes many samples of a class look like those of another, it breaks
/// labels: a flipped 2 looks like a 5, a turned 6 like a 9. This is evidence from the data, with no
/// knowledge of what they show, and works for samples of which neighbours are alike.
public final class LabelSafety {
  private LabelSafety() {}

  /// A class whose changed samples look like another one.
  ///
  /// @param from the samples' class
  /// @param to the class of their neighbours
  /// @param before the share of the class whose neighbours are of class `to` as they are
  /// @param after the share once they have been changed
  public record Confusion(int from, int to, double before, double after) {}

  /// The pairs of classes that an augmentation confuses, the worst first; none where it is safe.
  ///
  /// @param data samples with class labels; about 2,000 of them are enough, and no more are used
  /// @param seed what the samples and their changes follow from
  /// @param least the share of a class by which more samples must look like another, such as 0.05
  /// @throws DataException where the data have no named classes
  public static List<Confusion> confusions(
      Dataset data, Augmentation augmentation, long seed, double least) {
    Limits.share("labelSafety", "the least share", least);
    if (data.classCount() < 2) {
      throw new DataException("labelSafety: needs samples of at least two classes");
    }
    int count = Math.min(MOST, data.size());
    Batch batch = data.shuffle(seed).batch(count).epoch(0).next();
    Tensor samples = flat(batch.input());
    int[] labels = batch.target().toInts();
    Tensor changed = flat(augmentation.apply(batch, RandomKey.of(seed).fold(0)).input());
    int[] before = nearest(samples, samples);
    int[] after = nearest(changed, samples);

    int classes = data.classCount();
    int[] sizes = new int[classes];
    int[][] was = new int[classes][classes];
    int[][] is = new int[classes][classes];
    for (int i = 0; i < count; i++) {
      sizes[labels[i]]++;
      was[labels[i]][labels[before[i]]]++;
      is[labels[i]][labels[after[i]]]++;
    }
    List<Confusion> found = new ArrayList<>();
    for (int from = 0; from < classes; from++) {
      for (int to = 0; to < classes; to++) {
        double size = Math.max(1, sizes[from]);
        Confusion pair = new Confusion(from, to, was[from][to] / size, is[from][to] / size);
        if (from != to && pair.after() - pair.before() >= least) {
          found.add(pair);
        }
      }
    }
    found.sort(Comparator.comparingDouble(pair -> pair.before() - pair.after()));
    return List.copyOf(found);
  }

  private static final int MOST = 2000;

  private static Tensor flat(Tensor samples) {
    return samples.reshape(samples.size(0), -1);
  }

  /// For each row of `x` the row of `among` that is nearest to it, save the one at its own place.
  private static int[] nearest(Tensor x, Tensor among) {
    // |a - b|^2 = |a|^2 - 2 ab + |b|^2, of which |a|^2 is the same for all b.
    Tensor norms = among.times(among).sum(1);
    Tensor distances = norms.minus(x.matmul(among.transpose(1, 0)).times(2));
    Tensor own = Tensor.eye(x.size(0)).times(1e30);
    return distances.plus(own).argMin(1).toInts();
  }
}
