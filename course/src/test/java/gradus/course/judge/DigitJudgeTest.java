package gradus.course.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.digits.OnMnist;
import gradus.data.DataOptions;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitJudgeTest {
  private static final DigitJudge.Recipe TINY = new DigitJudge.Recipe(640, 3, 1);

  @TempDir private Path home;
  private int steps;

  @BeforeAll
  static void isThere() {
    OnMnist.assumeThere();
  }

  private DigitJudge load(Mnist mnist, DigitJudge.Recipe recipe) throws FileException {
    steps = 0;
    return DigitJudge.load(mnist, DataOptions.of().withHome(home), recipe, _ -> steps++);
  }

  @Test
  void isTrainedOnceAndKept() throws FileException, IOException {
    Mnist mnist = Mnist.load();
    DigitJudge first = load(mnist, TINY);
    assertThat(steps).isEqualTo(15).isEqualTo(TINY.steps());
    DigitJudge again = load(mnist, TINY);
    assertThat(steps).isZero();
    assertThat(again.accuracy()).isEqualTo(first.accuracy()).isBetween(0.6, 0.95);
    assertThat(again.real()).isEqualTo(first.real());

    // Of another recipe, or damaged: made again.
    load(mnist, new DigitJudge.Recipe(128, 1, 1));
    assertThat(steps).isEqualTo(1);
    Path file = home.resolve("milestones/judge-mnist.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(load(mnist, new DigitJudge.Recipe(128, 1, 1)).accuracy()).isBetween(0.0, 1.0);
    assertThat(steps).isEqualTo(1);
  }

  @Test
  void tellsWhetherPicturesAreDigitsOfEveryKind() throws FileException {
    Mnist mnist = Mnist.load();
    DigitJudge judge = DigitJudge.train(mnist, TINY, _ -> {});
    assertThat(judge.judge(mnist.test().take(640).inputs()).distance()).isEqualTo(0, within(1e-6));
    assertThat(judge.real().divergence()).isLessThan(0.2);

    // 50 times the same picture: one class, no spread at all.
    Tensor image = mnist.test().take(1).inputs();
    DigitJudge.Opinion same = judge.judge(image.repeat(0, 50));
    assertThat(same.divergence()).isEqualTo(Math.log(10), within(1e-12));
    assertThat(same.shares()).hasSize(10).contains(1.0);

    // Others of the same kind are nearer than noise.
    DigitJudge.Opinion noise =
        judge.judge(gradus.tensor.RandomKey.of(1).uniform(mnist.test().take(640).inputs().shape()));
    assertThat(judge.real().distance()).isPositive().isLessThan(noise.distance() / 5);
    assertThat(judge.sure(image)).isEqualTo(judge.probabilities(image).max().item() > 0.9 ? 1 : 0);
    assertThat(judge.features(image).shape().toString()).isEqualTo("[1, 128]");
    assertThat(judge.probabilities(image).sum().item()).isEqualTo(1, within(1e-5));
  }
}
