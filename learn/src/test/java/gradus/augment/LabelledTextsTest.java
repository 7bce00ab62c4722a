package gradus.augment;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.Split;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import gradus.train.Callback;
import gradus.train.Callbacks;
import gradus.train.CheckpointException;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {
  private static final List<String> WORDS =
      List.of("film", "story", "good", "great", "fine", "bad", "poor", "awful", "was", "it");

  private static final Map<String, List<String>> SAME =
      Map.of("good", List.of("great", "fine"), "bad", List.of("poor", "awful"));

  private static final Lexicon LEXICON =
      Lexicon.of(
          Segmenter.letters(), Synonyms.of("opinions", word -> SAME.getOrDefault(word, List.of())));

  private static final TextAugmentation SYNONYMS =
      TextAugmentations.synonyms(LEXICON).sometimes(0.7);

  @TempDir private Path folder;

  /// Opinions in a few words.
  private static LabelledTexts opinions(int count, long seed, List<String> good, List<String> bad) {
    var random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean liked = i % 2 == 0;
      List<String> opinion = liked ? good : bad;
      texts.add(
          List.of("film", "story").get(random.nextInt(2))
              + " was "
              + opinion.get(random.nextInt(opinion.size()))
              + " it was");
      labels.add(liked ? "liked" : "disliked");
    }
    return LabelledTexts.of(texts, labels);
  }

  private static LabelledTexts plain() {
    return opinions(90, 1, List.of("good"), List.of("bad"));
  }

  /// How often each text has each of the words.
  private static Tensor counts(List<String> texts) {
    float[] counts = new float[texts.size() * WORDS.size()];
    for (int i = 0; i < texts.size(); i++) {
      for (String word : texts.get(i).split("\\W+", -1)) {
        int place = WORDS.indexOf(word);
        if (place >= 0) {
          counts[i * WORDS.size() + place]++;
        }
      }
    }
    return Tensor.of(Shape.of(texts.size(), WORDS.size()), counts);
  }

  private static Batches train(TextAugmentation augmentation) {
    LabelledTexts texts = plain();
    return texts.batches(
        texts.numbers().shuffle(5).batch(16), LabelledTextsTest::counts, augmentation);
  }

  private static Model model() {
    return Model.of(Shape.of(WORDS.size()), seed(3), dense(2));
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.05)).metrics(Metrics.accuracy());
  }

  private static String weights(Model model) {
    return Safetensors.weightsSha256(model.weights());
  }

  /// Words that no text of the training has are known by their synonyms.
  @Test
  void teachesWordsThatTheTextsDoNotHave() {
    LabelledTexts others = opinions(200, 2, List.of("great", "fine"), List.of("poor", "awful"));
    Batches test = others.batches(others.numbers().batch(50), LabelledTextsTest::counts);
    LabelledTexts texts = plain();
    Batches plain = texts.batches(texts.numbers().shuffle(5).batch(16), LabelledTextsTest::counts);
    Model without = model();
    trainer(without).fit(plain, 20);
    Model with = model();
    trainer(with).fit(train(SYNONYMS), 20);

    assertThat(trainer(without).evaluate(test).value("accuracy")).isLessThan(0.8);
    assertThat(trainer(with).evaluate(test).value("accuracy")).isGreaterThan(0.99);
    assertThat(trainer(with).evaluate(plain).value("accuracy")).isGreaterThan(0.99);
  }

  @Test
  void givesTheSameBitsWithAnyNumberOfThreadsAndWithoutPrefetching() {
    int before = Threads.count();
    try {
      List<String> hashes = new ArrayList<>();
      for (int threads : new int[] {1, 2, 8}) {
        Threads.use(threads);
        for (boolean prefetch : new boolean[] {true, false}) {
          Model model = model();
          Trainer trainer = trainer(model);
          (prefetch ? trainer : trainer.withoutPrefetch()).fit(train(SYNONYMS), 3);
          hashes.add(weights(model));
        }
      }
      assertThat(hashes).containsOnly(hashes.getFirst());
    } finally {
      Threads.use(before);
    }
  }

  @Test
  void resumesBitForBitInTheMiddleOfAnEpochAndRefusesOtherChanges() {
    Model whole = model();
    trainer(whole).fit(train(SYNONYMS), 4);
    Path file = folder.resolve("run.checkpoint");
    Callback interrupt =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            if (run.step() == 9) {
              run.stop("interrupted");
            }
          }
        };
    trainer(model()).callbacks(interrupt, Callbacks.checkpoint(file)).fit(train(SYNONYMS), 4);
    Model resumed = model();
    trainer(resumed).resume(file).fit(train(SYNONYMS), 4);
    assertThat(weights(resumed)).isEqualTo(weights(whole));

    LabelledTexts texts = plain();
    LabelledTexts others = opinions(90, 7, List.of("good"), List.of("bad"));
    Batches numbers = texts.numbers().shuffle(5).batch(16);
    Function<List<String>, Tensor> encoder = LabelledTextsTest::counts;
    for (Batches other :
        List.of(
            train(TextAugmentations.synonyms(LEXICON).sometimes(0.6)),
            texts.batches(numbers, encoder),
            others.batches(numbers, encoder, SYNONYMS),
            texts.batches(numbers, some -> counts(some).times(2), SYNONYMS))) {
      assertThatThrownBy(() -> trainer(model()).resume(file).fit(other, 4))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("data");
    }
  }

  @Test
  void changesTextsAnewInEveryEpochAndOnTheThreadThatPreparesBatches() {
    Set<String> threads = Collections.synchronizedSet(new HashSet<>());
    TextAugmentation watched =
        new TextAugmentation() {
          @Override
          public String name() {
            return "watched";
          }

          @Override
          public String apply(String text, gradus.tensor.RandomKey key) {
            threads.add(Thread.currentThread().getName());
            return SYNONYMS.apply(text, key);
          }
        };
    Batches batches = train(watched);
    Set<List<Float>> epochs = new HashSet<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<Float> values = new ArrayList<>();
      for (float value : inputs(batches.prefetch().epoch(epoch))) {
        values.add(value);
      }
      epochs.add(values);
      assertThat(inputs(batches.epoch(epoch))).isEqualTo(inputs(batches.epoch(epoch)));
    }
    assertThat(epochs).hasSize(5);
    assertThat(threads).contains("gradus-batches");
  }

  /// What all texts of an epoch are together, which their order does not change.
  private static float[] inputs(Iterator<Batch> batches) {
    float[] sum = new float[WORDS.size()];
    batches.forEachRemaining(batch -> {
      float[] values = batch.input().toFloats();
      for (int i = 0; i < values.length; i++) {
        sum[i % sum.length] += values[i];
      }
    });
    return sum;
  }

  @Test
  void findsItsTextsAfterSplitsAndFolds() {
    LabelledTexts texts =
        LabelledTexts.of(List.of("a", "b", "c", "d"), List.of("y", "x", "y", "x"));
    Dataset numbers = texts.numbers();
    assertThat(numbers.classNames()).containsExactly("x", "y");
    assertThat(numbers.labels()).containsExactly(1, 0, 1, 0);
    Split parts = numbers.stratifiedSplit(0.5, 3);
    List<String> first = texts.texts(parts.first());
    List<String> rest = texts.texts(parts.rest());
    assertThat(first).hasSize(2).doesNotContainAnyElementsOf(rest);
    assertThat(texts.texts(numbers.subset(3, 0, 3))).containsExactly("d", "a", "d");

    List<String> seen = new ArrayList<>();
    Batches batches =
        texts.batches(
            parts.rest().batch(2),
            some -> {
              seen.addAll(some);
              return Tensor.zeros(some.size(), 1);
            });
    seen.clear();
    batches.epoch(0).next();
    assertThat(seen).isEqualTo(rest);
    assertThat(batches.classCount()).isEqualTo(2);
    assertThat(batches.inputShape()).isEqualTo(Shape.of(1));
  }

  @Test
  void takesValuesAsTargetsToo() {
    LabelledTexts texts = LabelledTexts.of(List.of("a", "b"), Tensor.of(0.5f, 1.5f));
    Batch batch =
        texts.batches(texts.numbers().batch(2), LabelledTextsTest::counts).epoch(0).next();
    assertThat(batch.target().toFloats()).containsExactly(0.5f, 1.5f);
  }

  @Test
  void saysWhatIsWrong() {
    LabelledTexts texts = plain();
    refused("targets", () -> LabelledTexts.of(List.of("a"), List.of("x", "y")));
    refused("no samples", () -> LabelledTexts.of(List.of(), List.of()));
    refused(
        "must make a row of each",
        () -> texts.batches(texts.numbers().batch(2), _ -> Tensor.of(1f, 2f)));
    Dataset pictures = Dataset.of(Tensor.of(new float[][] {{1}, {2}}), Tensor.of(1f, 2f));
    refused("takes batches of numbers()", () -> texts.texts(pictures));
    LabelledTexts few = LabelledTexts.of(List.of("a"), List.of("x"));
    refused("there is no text 1; they run from 0 to 0", () -> few.texts(texts.numbers()));
  }

  private static void refused(String message, Runnable wrong) {
    assertThatThrownBy(wrong::run).isInstanceOf(DataException.class).hasMessageContaining(message);
  }
}
