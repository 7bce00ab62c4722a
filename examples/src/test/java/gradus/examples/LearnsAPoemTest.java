package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.text.Sampling;
import gradus.text.TextModel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnsAPoemTest {
  @Test
  void goesOnFromAnyLine(@TempDir Path folder) throws Exception {
    TextModel poet = LearnsAPoem.train(LearnsAPoem.MOON, 1);

    assertThat(poet.generate("床前", 22, Sampling.greedy(), 1)).isEqualTo("明月光，疑是地上霜。\n举头望明月，低头思故乡");
    assertThat(poet.generate("举头", 3, Sampling.greedy(), 1)).isEqualTo("望明月");
    assertThat(poet.perplexity(LearnsAPoem.MOON)).isLessThan(1.2);
    poet.save(folder.resolve("poet.safetensors"), Map.of());
    assertThat(
            TextModel.load(folder.resolve("poet.safetensors"))
                .generate("低", 2, Sampling.greedy(), 1))
        .isEqualTo("头思");
  }
}
