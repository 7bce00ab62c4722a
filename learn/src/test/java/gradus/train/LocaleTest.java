package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.text.TextWindows;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That what is stored and compared is the same wherever the user lives.
@Isolated
class LocaleTest {
  private final Locale usual = Locale.getDefault();
  @TempDir private Path folder;

  @AfterEach
  void goHome() {
    Locale.setDefault(usual);
  }

  private static Dataset data() {
    Tensor inputs = Tensor.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
    return Dataset.of(inputs, Tensor.of(0, 1, 2, 3).cast(DType.INT32));
  }

  private static Trainer trainer() {
    Model model = Model.of(Shape.of(2), seed(3), dense(4));
    return Trainer.of(model, Losses::crossEntropy, Sgd.of(0.1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "tr-TR", "th-TH-u-nu-thai", "bn-BD", "fa-IR", "de-DE"})
  void namesDataAlike(String tag) {
    String data = data().shuffle(7).batch(2).fingerprint();
    String text = TextWindows.of(new int[] {1, 2, 3, 4, 5, 6, 7}, 2).fingerprint();
    Locale.setDefault(Locale.forLanguageTag(tag));

    assertThat(data().shuffle(7).batch(2).fingerprint()).isEqualTo(data);
    assertThat(TextWindows.of(new int[] {1, 2, 3, 4, 5, 6, 7}, 2).fingerprint()).isEqualTo(text);
  }

  @Test
  void resumesElsewhere() {
    Path file = folder.resolve("run.checkpoint");
    trainer().callbacks(Callbacks.checkpoint(file)).fit(data().batch(2), 1);
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));

    assertThat(trainer().resume(file).fit(data().batch(2), 2).epochs()).hasSize(2);
  }
}
