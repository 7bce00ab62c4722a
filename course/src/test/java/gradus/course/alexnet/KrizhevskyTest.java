package gradus.course.alexnet;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Chapter;
import gradus.course.Course;
import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.io.FileException;
import gradus.networks.AlexNet;
import gradus.nn.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KrizhevskyTest {
  @TempDir private Path folder;

  private List<Measurement> carriedOut(Chapter chapter, Path own, Recording recording)
      throws FileException {
    Reproduction here = new Reproduction(recording, MilestoneSize.TEST, 7, folder, own);
    chapter.work().in(here);
    return here.measurements();
  }

  /// The chapters at the smallest size, which is too small for the race to have a winner.
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 4"})
  void whatMustComeOutDoes(int chapter, int measured) throws FileException {
    OnMnist.assumeFashionThere();
    Recording recording = new Recording();
    assertThat(carriedOut(Krizhevsky.chapters().get(chapter), null, recording))
        .hasSize(measured)
        .allMatch(Measurement::holds);
    assertThat(recording.figures()).isNotEmpty();
    assertThat(recording.tables()).isNotEmpty();
  }

  /// A chapter that was ended after a training goes on with its checkpoint, and still shows how the
  /// training went.
  @Test
  void whatWasTrainedInAnEarlierSittingIsShown() throws FileException {
    OnMnist.assumeFashionThere();
    Chapter base = Krizhevsky.chapters().get(1);
    Recording first = new Recording();
    Recording second = new Recording();
    List<Measurement> measured = carriedOut(base, null, first);
    assertThat(carriedOut(base, null, second)).isEqualTo(measured);
    assertThat(second.figures()).containsKey("base-learning").isEqualTo(first.figures());
  }

  /// A row for each of five convolutions and two dense layers: how many it has, and how many are
  /// dead.
  @Test
  void deadUnitsAreCounted() throws FileException {
    OnMnist.assumeFashionThere();
    Recording recording = new Recording();
    carriedOut(Krizhevsky.chapters().get(1), null, recording);
    assertThat(recording.tables().get("base-dead").rows())
        .extracting(row -> row.get(1).english())
        .containsExactly("6", "16", "24", "24", "16", "128", "128");
    assertThat(recording.tables().get("base-dead").rows())
        .extracting(row -> Integer.parseInt(row.get(2).english()))
        .allMatch(dead -> dead >= 0)
        .allMatch(dead -> dead < 128);
  }

  /// A network that has no dropout cannot lose anything without it.
  @Test
  @Tag("long")
  void aPartThatDoesNothingIsFound() throws FileException {
    OnMnist.assumeFashionThere();
    Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 7, folder);
    Ablations.compare(here, ReluTanh.size(here.size()).withDropout(0));
    assertThat(here.measurements())
        .filteredOn(one -> one.name().equals("dropout"))
        .singleElement()
        .matches(one -> !one.holds());
  }

  private static void assertDoNotHold(MilestoneSize size, String... names) {
    assertThat(Kept.last("2012", size).measurements())
        .filteredOn(one -> !one.holds())
        .extracting(Measurement::name)
        .containsExactly(names);
  }

  /// What does not hold at normal size is told: rectifiers are not quicker there.
  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertDoNotHold(NORMAL, "relu-tanh");
    Kept.assertTold("2012", NORMAL, "relu-tanh", "170", "280");
    Kept.assertTold("2012", NORMAL, "base", "81.04 %");
    Kept.assertTold("2012", NORMAL, "base-views", "0.26");
    Kept.assertTold("2012", NORMAL, "dropout", "5.0", "3.1");
    Kept.assertTold("2012", NORMAL, "augmentation", "4.9", "3.1");
    Kept.assertTold("2012", NORMAL, "normalisation", "0.55");
    Kept.assertTold("2012", NORMAL, "overlap", "0.59");
  }

  /// Nor are they at full size, where 93 % are not reached, either.
  @Test
  void whatWasKeptOfTheFullSizeIsWhatTheLessonTells() {
    assertDoNotHold(FULL, "relu-tanh", "base");
    Kept.assertTold("2012", FULL, "relu-tanh", "750", "1550");
    Kept.assertTold("2012", FULL, "base", "91.57 %", "91.36 %", "91.69 %");
    Kept.assertTold("2012", FULL, "base-views", "0.73");
    Kept.assertTold("2012", FULL, "dropout", "2.6", "2.0", "0.99", "1.50");
    Kept.assertTold("2012", FULL, "augmentation", "4.5", "2.0", "1.37");
    Kept.assertTold("2012", FULL, "normalisation", "0.76");
    Kept.assertTold("2012", FULL, "overlap", "0.13");
  }

  /// What the lesson tells of few clothes.
  @Test
  @Tag("long")
  void tanhIsNoSlowerOnFewClothes() throws FileException {
    OnMnist.assumeFashionThere();
    Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 7, folder);
    AlexNet network = AlexNet.of(6, 32).withDropout(0).withNormalised(false);
    List<ReluTanh.Way> ways =
        ReluTanh.carryOut(
            here,
            network,
            new ReluTanh.Race(
                Pictures.clothes().train().take(500),
                List.of(0.002, 0.006, 0.02),
                16,
                0.12,
                400,
                20,
                100));
    assertThat(ReluTanh.best(ways, Layers.relu()).reached()).isBetween(200, 360);
    assertThat(ReluTanh.best(ways, Layers.tanh()).reached()).isBetween(180, 320);
    assertThat(ways.get(2).arrived()).isFalse();
  }

  /// Pictures in the format of CIFAR-10, of which those of a class have a colour.
  private static byte[] photographs(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[count * 3073];
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(10);
      bytes[i * 3073] = (byte) label;
      for (int pixel = 0; pixel < 3072; pixel++) {
        int level = (label * (pixel / 1024 + 3) * 37) % 256;
        bytes[i * 3073 + 1 + pixel] = (byte) Math.clamp(level + random.nextInt(-20, 20), 0, 255);
      }
    }
    return bytes;
  }

  @Test
  void photographsAreThereWhereTheirFolderIsNamed() throws IOException {
    assertThat(Course.milestone("alexnet").chapters())
        .extracting(Chapter::name)
        .containsExactly("rectifiers", "base", "parts");
    Path own = Files.createDirectory(folder.resolve("cifar"));
    for (int i = 1; i <= 5; i++) {
      Files.write(own.resolve("data_batch_" + i + ".bin"), photographs(60, i));
    }
    Files.write(own.resolve("test_batch.bin"), photographs(50, 6));
    Recording recording = new Recording();
    Chapter chapter = Course.milestone("alexnet").own().getFirst();
    assertThat(carriedOut(chapter, own, recording)).hasSize(2).allMatch(Measurement::holds);
    assertThat(recording.figures()).containsKeys("photographs-filters", "photographs-mistakes");
  }

  @Test
  void theExperimentIsTheSameForTheSameSettings() {
    OnMnist.assumeFashionThere();
    String settings = "images=200 epochs=2";
    Recording one = Tried.with("alexnet-parts", settings);
    assertThat(one.figures()).containsOnlyKeys("filters", "errors");
    assertThat(one.sentences().getLast())
        .isEqualTo(Tried.with("alexnet-parts", settings).sentences().getLast());
  }

  @Test
  void aRateThatIsTooHighIsTold() {
    OnMnist.assumeFashionThere();
    Recording recording =
        Tried.with("alexnet-parts", "images=300 epochs=3 rate=0.05 function=tanh dropout=false");
    assertThat(recording.sentences().getLast().english()).matches(".*(diverged|wrongly).*");
  }
}
