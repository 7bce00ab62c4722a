package gradus.course.lenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Stage;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.course.judge.Answers;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeCunTest {
  @TempDir private Path folder;

  /// A recording that is closed after some steps.
  private static final class Impatient implements Stage {
    private final Recording recording = new Recording();
    private final int patience;

    Impatient(int patience) {
      this.patience = patience;
    }

    @Override
    public void show(String name, gradus.plot.Figure figure) {
      recording.show(name, figure);
    }

    @Override
    public void show(String name, gradus.course.NumberTable table) {
      recording.show(name, table);
    }

    @Override
    public void say(gradus.plot.Text sentence) {
      recording.say(sentence);
    }

    @Override
    public void step(int done, int all) {
      if (done >= patience) {
        throw new Closed();
      }
    }

    @Override
    public boolean wants(int done, int all) {
      return true;
    }
  }

  private List<Measurement> carriedOut(int chapter, Stage stage, Path where) throws FileException {
    Reproduction here = new Reproduction(stage, MilestoneSize.TEST, 7, where);
    LeCun.chapters().get(chapter).work().in(here);
    return here.measurements();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatMustComeOutAtThisSizeDoes(int chapter) throws FileException {
    OnMnist.assumeThere();
    Recording recording = new Recording();
    assertThat(carriedOut(chapter, recording, folder)).isNotEmpty().allMatch(Measurement::holds);
    assertThat(recording.figures()).isNotEmpty();
  }

  /// A run that is ended goes on from its last epoch, and gives the same bits.
  @Test
  void theOriginalReadsAndAKilledRunGoesOn() throws FileException {
    OnMnist.assumeThere();
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    whole.toFile().mkdirs();
    broken.toFile().mkdirs();
    List<Measurement> expected = carriedOut(0, new Recording(), whole);
    assertThat(expected).hasSize(2).allMatch(Measurement::holds);
    assertThat(expected.getFirst().value()).isEqualTo(60_000);

    assertThatThrownBy(() -> carriedOut(0, new Impatient(30), broken))
        .isInstanceOf(Stage.Closed.class);
    assertThat(broken.resolve("original.checkpoint")).exists();
    assertThat(broken.resolve("original.safetensors")).doesNotExist();
    // It would end again at once, were it to begin again.
    Recording rest = new Recording();
    assertThat(carriedOut(0, rest, broken)).isEqualTo(expected);
    assertThat(weights(broken)).isEqualTo(weights(whole));
    // And one that was ended after its last epoch only reads.
    assertThat(carriedOut(0, new Impatient(1), broken)).isEqualTo(expected);
    assertThat(Files.exists(broken.resolve("original.safetensors"))).isTrue();
  }

  private static List<Float> weights(Path where) throws FileException {
    Tensor kernels = Model.load(where.resolve("original.safetensors")).weights().get("5.weight");
    return IntStream.range(0, kernels.shape().elements())
        .mapToObj(i -> kernels.toFloats()[i])
        .toList();
  }

  /// What LeNet-5 is for, without MNIST: strokes at any place, of which there are few to learn
  /// from.
  @Test
  void sharedWeightsFindAStrokeAnywhere() {
    int[] places = Images.permutation(new SplittableRandom(5));
    double inPlace = read(LeNet.original(Seed.of(3)).model(), 0.003, null);
    double shuffled = read(LeNet.original(Seed.of(3)).model(), 0.003, places);
    double dense = read(LeNet.dense300(Seed.of(3)), 0.001, null);
    double denseShuffled = read(LeNet.dense300(Seed.of(3)), 0.001, places);
    assertThat(inPlace).isGreaterThan(0.95);
    assertThat(shuffled).isLessThan(0.75);
    assertThat(dense).isLessThan(0.75);
    assertThat(denseShuffled).isEqualTo(dense, within(0.05));
  }

  private static double read(Model model, double rate, int[] places) {
    Dataset learned = Strokes.of(400, 1);
    Dataset others = Strokes.of(400, 2);
    Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
        .fit(seen(learned, places).shuffle(1).batch(16), 10);
    return 1 - Answers.of(model, seen(others, places)).error();
  }

  private static Dataset seen(Dataset pictures, int[] places) {
    return places == null ? Images.of(pictures) : Images.of(pictures, places);
  }

  @Test
  void picturesHaveAMarginAndTheLevelsOfThePaper() {
    Dataset strokes = Strokes.of(5, 3);
    Tensor image = Images.of(strokes).gather(2).input().reshape(32, 32);
    float[] inside = image.slice(0, 2, 30).slice(1, 2, 30).toFloats();
    float[] levels = strokes.gather(2).input().toFloats();
    for (int i = 0; i < levels.length; i++) {
      assertThat(inside[i]).isCloseTo(1.275f * levels[i] - 0.1f, within(1e-5f));
    }
    assertThat(image.slice(0, 0, 2).toFloats()).containsOnly(image.toFloats()[0]);
    assertThat(image.toFloats()[0]).isCloseTo(-0.1f, within(1e-6f));
    int[] places = Images.permutation(new SplittableRandom(1));
    assertThat(Arrays.stream(places).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1024).toArray());
    float[] moved = Images.of(strokes, places).gather(2).input().toFloats();
    for (int i = 0; i < places.length; i++) {
      assertThat(moved[places[i]]).isEqualTo(image.toFloats()[i]);
    }
  }

  @Test
  void theStagesHaveThePapersShapes() {
    Tensor image = Images.of(Strokes.of(1, 1)).gather(0).input();
    for (LeNet network :
        List.of(
            LeNet.original(Seed.of(1)),
            LeNet.modern(Seed.of(1), 0.2),
            LeNet.of(LeNet.Function.SIGMOID, LeNet.Pooling.TRAINED, Seed.of(1)))) {
      Map<String, Tensor> outputs = network.model().activations(image);
      List<List<Integer>> shapes =
          network.stages().stream().map(path -> outputs.get(path).shape().toList()).toList();
      assertThat(shapes)
          .containsExactly(
              List.of(1, 6, 28, 28),
              List.of(1, 6, 14, 14),
              List.of(1, 16, 10, 10),
              List.of(1, 16, 5, 5),
              List.of(1, 120, 1, 1),
              List.of(1, 84),
              List.of(1, 10));
    }
  }

  /// The shares that the LeNet and the dense network read in the end, in percent.
  private static double[] told(String settings) {
    Recording recording = Tried.with("lenet-maps", settings);
    assertThat(recording.figures()).containsOnlyKeys("maps", "accuracy");
    return Pattern.compile("([0-9.]+) %")
        .matcher(recording.sentences().getLast().english())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .toArray();
  }

  @Test
  void theExperimentIsTheSameForTheSameSettings() {
    OnMnist.assumeThere();
    String settings = "images=200 epochs=2 function=relu pooling=max";
    double[] first = told(settings);
    assertThat(first).hasSize(2).isEqualTo(told(settings));
    assertThat(first[1]).isGreaterThan(50);
  }

  /// Other processors round otherwise, so a little may differ.
  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "images=1000, 90.9, 88.7",
    "shuffled=true, 84.7, 88.6",
    "function=relu pooling=max, 92.7, 88.7",
    "function=sigmoid, 78.4, 88.7"
  })
  void theLessonsNumbersAreThese(String settings, double with, double without) {
    OnMnist.assumeThere();
    double[] told = told(settings);
    assertThat(told[0]).isEqualTo(with, within(2.0));
    assertThat(told[1]).isEqualTo(without, within(1.0));
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    MilestoneResult full = MilestoneResult.kept(Course.milestone("1998")).getLast();
    assertThat(full.size()).isEqualTo(MilestoneSize.FULL);
    assertThat(full.measurements()).hasSize(6).allMatch(Measurement::holds);
    for (String language : List.of("en", "zh")) {
      String lesson = Kept.lesson(Course.milestone("1998"), language);
      for (Measurement measurement : full.measurements()) {
        String measured = measurement.measured().in(Locale.of(language));
        for (String number : measured.split(" to | → ", -1)) {
          assertThat(lesson).contains(number);
        }
      }
    }
  }
}
