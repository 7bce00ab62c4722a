package gradus.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.StateException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DictionaryFileTest {
  @Test
  void readsLinesInUtf8() {
    List<String> lines = new ArrayList<>();
    DictionaryFile.read("com.hankcs:hanlp", "data/dictionary/synonym/CoreSynonym.txt", lines::add);
    assertThat(lines).hasSizeGreaterThan(10_000);
    assertThat(lines.get(1)).isEqualTo("Aa01A02= 人类 生人 全人类");
  }

  @Test
  void saysWhichJarIsMissing() {
    assertThatThrownBy(() -> DictionaryFile.read("a.b:words", "a/b.txt", _ -> {}))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("a/b.txt is missing")
        .hasMessageContaining("the jar of a.b:words");
  }

  @Test
  void whatFailedIsTriedAgain() {
    List<Integer> tries = new ArrayList<>();
    OnDemand<String> demand =
        new OnDemand<>(() -> {
          tries.add(tries.size());
          if (tries.size() == 1) {
            throw new StateException("not yet");
          }
          return "made";
        });
    assertThatThrownBy(demand::get).isInstanceOf(StateException.class).hasMessage("not yet");
    assertThat(demand.get()).isEqualTo("made");
    assertThat(demand.get()).isEqualTo("made");
    assertThat(tries).hasSize(2);
  }
}
