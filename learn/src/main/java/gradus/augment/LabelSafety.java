package gradus.augment;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.train.ConfusionMatrix;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Whether an augmentation keeps what samples are: which pairs of classes it confuses.
///
/// A network that is trained and judged on changed samples still tells the classes apart if the
/// change keeps labels: it has learned the change along with them. Where it cannot, the change has
/// made samples of different classes alike: a flipped 5 is a 2 to anybody, and a turned 6 is a 9.
/// So two networks are trained alike, one on the samples as they are and one on changed ones, and
/// what the second confuses more often than the first is reported. It is evidence from the data,
/// with no knowledge of what they show.
///
/// @param plainAccuracy the share of samples that the first network answers right
/// @param augmentedAccuracy the share of changed samples that the second one does
/// @param confusions the pairs of classes that the change confuses, the worst first
public record LabelSafety(
    double plainAccuracy, double augmentedAccuracy, List<Confusion> confusions) {
  private static final int TRAINING = 6_000;
  private static final int CHECKED = 3_000;
  private static final int EPOCHS = 12;

  /// By how much more of a class must be taken for another one to count.
  private static final double LEAST = 0.05;

  /// Copies the list.
  public LabelSafety {
    confusions = List.copyOf(confusions);
  }

  /// A class whose changed samples are taken for another one.
  ///
  /// @param actual the samples' class
  /// @param predicted the class that they are taken for
  /// @param before the share of the class that is taken for the other one as it is
  /// @param after the share once it is changed
  public record Confusion(int actual, int predicted, double before, double after) {}

  /// Trains both networks, on up to 6,000 pictures and judges them on up to 3,000 others: some
  /// seconds for pictures as small as digits.
  ///
  /// @param pictures with class labels, at least ten, at random or in any order
  /// @param seed what the choice of pictures, the networks and the changes follow from
  /// @throws DataException where there are no classes or too few pictures
  public static LabelSafety of(Dataset pictures, Augmentation augmentation, long seed) {
    if (pictures.classCount() < 2) {
      throw new DataException("labelSafety: needs samples of at least two classes");
    }
    if (pictures.size() < 10) {
      throw new DataException("labelSafety: needs at least ten pictures, got %d", pictures.size());
    }
    var parts = pictures.stratifiedSplit(2.0 / 3, seed);
    Batches train =
        parts.first().take(Math.min(TRAINING, parts.first().size())).shuffle(seed).batch(32);
    Batches check = parts.rest().take(Math.min(CHECKED, parts.rest().size())).batch(250);
    ConfusionMatrix plain = judged(train, check, seed);
    ConfusionMatrix changed = judged(augmentation.on(train), augmentation.on(check), seed);
    return new LabelSafety(plain.accuracy(), changed.accuracy(), compared(plain, changed));
  }

  private static ConfusionMatrix judged(Batches train, Batches check, long seed) {
    Shape shape = train.inputShape();
    Shape picture = shape.rank() == 2 ? shape.insert(0, 1) : shape;
    Model model =
        Model.of(
            picture,
            seed(seed),
            conv2d(8, 3),
            relu(),
            maxPool2d(2),
            conv2d(16, 3),
            relu(),
            maxPool2d(2),
            flatten(),
            dense(train.classCount()));
    Trainer.of(model, Losses::crossEntropy, Adam.of(3e-3))
        .seed(seed)
        .fit(channelled(train, picture).prefetch(), EPOCHS);
    List<ConfusionMatrix> parts = new ArrayList<>();
    Iterator<Batch> batches = channelled(check, picture).epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      parts.add(ConfusionMatrix.of(model.predict(batch.input()), batch.target()));
    }
    return parts.stream().reduce(ConfusionMatrix::plus).orElseThrow();
  }

  private static Batches channelled(Batches batches, Shape picture) {
    return batches.map(
        "channels",
        (batch, _) ->
            new Batch(
                batch.input().reshape(picture.insert(0, batch.size())),
                batch.target(),
                batch.indices()));
  }

  private static List<Confusion> compared(ConfusionMatrix plain, ConfusionMatrix changed) {
    List<Confusion> found = new ArrayList<>();
    for (int actual = 0; actual < plain.classes(); actual++) {
      double size = Math.max(1, plain.support(actual));
      for (int predicted = 0; predicted < plain.classes(); predicted++) {
        double before = plain.count(actual, predicted) / size;
        double after = changed.count(actual, predicted) / size;
        if (actual != predicted && after - before >= LEAST) {
          found.add(new Confusion(actual, predicted, before, after));
        }
      }
    }
    found.sort(Comparator.comparingDouble(pair -> pair.before() - pair.after()));
    return found;
  }
}
