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
import gradus.data.Split;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.table.Column;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.ConfusionMatrix;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Whether an augmentation keeps what samples are: which pairs of classes it confuses.
///
/// A network that is trained and judged on changed samples still tells the classes apart if the
/// change keeps labels: it has learned the change along with them. Where it cannot, the change has
/// made samples of different classes alike: a flipped 5 is a 2 to anybody, and a turned 6 is a 9.
/// So two networks are trained alike, one on the samples as they are and one on changed ones, and
/// what the second confuses more often than the first is reported. It is evidence from the data,
/// with no knowledge of what they show.
///
/// Pictures are judged by a small convolutional network. Texts are judged by how often they have
/// which terms ([TableEncoder]), so what a change does to the order of English words goes unseen.
///
/// @param plainAccuracy the share of samples that the first network answers right
/// @param augmentedAccuracy the share of changed samples that the second one does
/// @param confusions the pairs of classes that the change confuses, the worst first
public record LabelSafety(
    double plainAccuracy, double augmentedAccuracy, List<Confusion> confusions) {
  private static final int TRAINING = 6_000;
  private static final int CHECKED = 3_000;
  private static final int EPOCHS = 12;
  private static final double PICTURE_RATE = 3e-3;
  private static final double TEXT_RATE = 3e-2;

  /// By how much more of a class must be taken for another one to count, if it is no chance.
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
    requireClasses(pictures);
    if (pictures.size() < 10) {
      throw new DataException("labelSafety: needs at least ten pictures, got %d", pictures.size());
    }
    Split parts = divided(pictures, seed);
    Batches train = parts.first().shuffle(seed).batch(32);
    Batches check = parts.rest().batch(250);
    Shape shape = train.inputShape();
    Shape picture = shape.rank() == 2 ? shape.insert(0, 1) : shape;
    return compared(
        judged(
            ofPictures(picture, train.classCount(), seed),
            PICTURE_RATE,
            channelled(train, picture),
            channelled(check, picture),
            seed),
        judged(
            ofPictures(picture, train.classCount(), seed),
            PICTURE_RATE,
            channelled(augmentation.on(train), picture),
            channelled(augmentation.on(check), picture),
            seed));
  }

  /// Trains both networks, on up to 6,000 texts and judges them on up to 3,000 others: some
  /// seconds.
  ///
  /// @param texts of named classes, at least ten, in any order
  /// @param seed what the choice of texts, the networks and the changes follow from
  /// @throws DataException where there are no classes or too few texts
  public static LabelSafety of(LabelledTexts texts, TextAugmentation augmentation, long seed) {
    Dataset numbers = texts.numbers();
    requireClasses(numbers);
    if (numbers.size() < 10) {
      throw new DataException("labelSafety: needs at least ten texts, got %d", numbers.size());
    }
    Split parts = divided(numbers, seed);
    Batches train = parts.first().shuffle(seed).batch(32);
    Batches check = parts.rest().batch(250);
    Function<List<String>, Tensor> encoder = terms(texts, parts.first());
    Batches plain = texts.batches(train, encoder);
    return compared(
        judged(ofTexts(plain, seed), TEXT_RATE, plain, texts.batches(check, encoder), seed),
        judged(
            ofTexts(plain, seed),
            TEXT_RATE,
            texts.batches(train, encoder, augmentation),
            texts.batches(check, encoder, augmentation),
            seed));
  }

  private static void requireClasses(Dataset samples) {
    if (samples.classCount() < 2) {
      throw new DataException("labelSafety: needs samples of at least two classes");
    }
  }

  private static Split divided(Dataset samples, long seed) {
    Split parts = samples.stratifiedSplit(2.0 / 3, seed);
    return new Split(
        parts.first().take(Math.min(TRAINING, parts.first().size())),
        parts.rest().take(Math.min(CHECKED, parts.rest().size())));
  }

  private static Function<List<String>, Tensor> terms(LabelledTexts texts, Dataset training) {
    Table table =
        Table.of(
            new Column.Texts("text", texts.texts(training)),
            new Column.Categories("label", training.classNames(), training.labels()));
    TableEncoder encoder = TableEncoder.fit(table, "label");
    return some -> encoder.inputs(Table.of(new Column.Texts("text", some)));
  }

  private static Model ofPictures(Shape picture, int classes, long seed) {
    return Model.of(
        picture,
        seed(seed),
        conv2d(8, 3),
        relu(),
        maxPool2d(2),
        conv2d(16, 3),
        relu(),
        maxPool2d(2),
        flatten(),
        dense(classes));
  }

  private static Model ofTexts(Batches batches, long seed) {
    return Model.of(batches.inputShape(), seed(seed), dense(batches.classCount()));
  }

  private static ConfusionMatrix judged(
      Model model, double rate, Batches train, Batches check, long seed) {
    Trainer.of(model, Losses::crossEntropy, Adam.of(rate)).seed(seed).fit(train.prefetch(), EPOCHS);
    List<ConfusionMatrix> parts = new ArrayList<>();
    Iterator<Batch> batches = check.epoch(0);
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

  private static LabelSafety compared(ConfusionMatrix plain, ConfusionMatrix changed) {
    List<Confusion> found = new ArrayList<>();
    for (int actual = 0; actual < plain.classes(); actual++) {
      double size = Math.max(1, plain.support(actual));
      for (int predicted = 0; predicted < plain.classes(); predicted++) {
        double before = plain.count(actual, predicted) / size;
        double after = changed.count(actual, predicted) / size;
        if (actual != predicted && after - before >= LEAST && isNoChance(before, after, size)) {
          found.add(new Confusion(actual, predicted, before, after));
        }
      }
    }
    found.sort(Comparator.comparingDouble(pair -> pair.before() - pair.after()));
    return new LabelSafety(plain.accuracy(), changed.accuracy(), found);
  }

  /// Whether two shares of as many samples differ by more than three standard errors: there are
  /// many pairs of classes, and of few samples some are always confused.
  private static boolean isNoChance(double before, double after, double size) {
    double mean = (before + after) / 2;
    return after - before > 3 * Math.sqrt(2 * mean * (1 - mean) / size);
  }
}
