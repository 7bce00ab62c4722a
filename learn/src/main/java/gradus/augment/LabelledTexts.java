package gradus.augment;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.CRC32C;

/// Texts with what a model should answer to each, which are changed and encoded batch by batch.
///
/// [#numbers] is a data set that has a text's number for each sample; it is split, shuffled and put
/// in batches as any other, and [#batches] turns numbers into texts and texts into tensors.
///
/// ```java
/// LabelledTexts reviews = LabelledTexts.of(texts, labels);
/// Split parts = reviews.numbers().stratifiedSplit(0.8, 42);
/// Batches train = reviews.batches(parts.first().shuffle(42).batch(32), encoder, eda).prefetch();
/// Batches check = reviews.batches(parts.rest().batch(32), encoder);
/// ```
///
/// An encoder makes one row of each text: the same for the same text, whatever texts are beside it,
/// and of one shape. Fit it on the texts of the training part alone. It runs where batches are
/// prepared, as augmentations do: on the thread of [Batches#prefetch] where there is one.
public final class LabelledTexts {
  /// How many texts tell one encoder from another.
  private static final int PROBED = 32;

  private final List<String> texts;
  private final Dataset numbers;
  private final long checksum;

  private LabelledTexts(List<String> texts, Dataset numbers) {
    this.texts = List.copyOf(texts);
    this.numbers = numbers;
    var all = new CRC32C();
    for (String text : texts) {
      all.update(text.getBytes(StandardCharsets.UTF_8));
      // No byte of UTF-8, so that texts cannot run into each other.
      all.update(0xff);
    }
    checksum = all.getValue();
  }

  /// Texts of classes, which are in the order of the alphabet.
  ///
  /// @param labels the class of each text, by name
  /// @throws DataException where there are not as many labels as texts, or no texts
  public static LabelledTexts of(List<String> texts, List<String> labels) {
    List<String> classes = List.copyOf(new TreeSet<>(labels));
    int[] codes = labels.stream().mapToInt(classes::indexOf).toArray();
    Tensor targets = Tensor.of(Shape.of(codes.length), codes);
    return new LabelledTexts(texts, numbered(texts, targets).withClasses(classes));
  }

  /// Texts with targets of any kind.
  ///
  /// @param targets INT32 class labels `[n]`, or values `[n, ...]`
  /// @throws DataException where there are not as many targets as texts, or no texts
  public static LabelledTexts of(List<String> texts, Tensor targets) {
    return new LabelledTexts(texts, numbered(texts, targets));
  }

  private static Dataset numbered(List<String> texts, Tensor targets) {
    return Dataset.of(Tensor.range(texts.size()), targets);
  }

  /// The texts' numbers, counted from 0, with their targets.
  public Dataset numbers() {
    return numbers;
  }

  /// The texts that samples of [#numbers] stand for, for an encoder to be fitted on.
  ///
  /// @throws DataException where these are no numbers of texts
  public List<String> texts(Dataset part) {
    return texts(part.inputs());
  }

  /// The texts of batches as tensors.
  ///
  /// @param batches of [#numbers], or of a part of them
  /// @param encoder from texts to their rows `[texts, ...]`
  public Batches batches(Batches batches, Function<List<String>, Tensor> encoder) {
    return identified(batches, encoder)
        .map("encoded", (batch, _) -> encoded(batch, texts(batch.input()), encoder));
  }

  /// The texts of batches, changed anew in every epoch, as tensors: for the batches of a training
  /// alone.
  ///
  /// @param batches of [#numbers], or of a part of them
  /// @param encoder from texts to their rows `[texts, ...]`
  public Batches batches(
      Batches batches, Function<List<String>, Tensor> encoder, TextAugmentation augmentation) {
    return identified(batches, encoder)
        .map(
            augmentation.name(),
            (batch, key) ->
                encoded(batch, changed(texts(batch.input()), augmentation, key), encoder));
  }

  /// The same batches, told from those of other texts and encoders; what is random does not follow
  /// from either.
  private Batches identified(Batches batches, Function<List<String>, Tensor> encoder) {
    List<String> some = texts.subList(0, Math.min(PROBED, texts.size()));
    Tensor rows = rows(some, encoder);
    var content = new CRC32C();
    for (double value : rows.toDoubles()) {
      // Rounded, so that the last bits of another processor's logarithms are no other encoder.
      content.update(Long.toString(Math.round(value * 1000)).getBytes(StandardCharsets.UTF_8));
      content.update(' ');
    }
    String name =
        String.format(Locale.ROOT, "texts %08x, encoder %08x", checksum, content.getValue());
    return batches.map(name, (batch, _) -> batch);
  }

  private static List<String> changed(
      List<String> texts, TextAugmentation augmentation, RandomKey key) {
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      changed.add(augmentation.apply(texts.get(i), key.fold(i)));
    }
    return changed;
  }

  private List<String> texts(Tensor input) {
    if (input.dtype() != DType.INT32 || input.shape().rank() != 1) {
      throw new DataException(
          "labelledTexts: takes batches of numbers(), and of its parts, got inputs %s",
          input.signature());
    }
    return Arrays.stream(input.toInts()).mapToObj(this::text).toList();
  }

  private String text(int number) {
    if (number < 0 || number >= texts.size()) {
      throw new DataException(
          "labelledTexts: there is no text %d; they run from 0 to %d", number, texts.size() - 1);
    }
    return texts.get(number);
  }

  private static Batch encoded(
      Batch batch, List<String> texts, Function<List<String>, Tensor> encoder) {
    return new Batch(List.of(rows(texts, encoder)), batch.targets(), batch.indices());
  }

  private static Tensor rows(List<String> texts, Function<List<String>, Tensor> encoder) {
    Tensor rows = encoder.apply(texts);
    if (rows.shape().rank() == 0 || rows.size(0) != texts.size()) {
      throw new DataException(
          "labelledTexts: the encoder made %s of %d texts; it must make a row of each",
          rows.signature(), texts.size());
    }
    return rows;
  }
}
