package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {
  @Test
  void followsTheOptionWhereverItStands() {
    Map<String, String> chinese = Map.of("LANG", "zh_CN.UTF-8");

    assertThat(Language.choose(List.of("mnist", "--lang", "en"), chinese))
        .isEqualTo(Language.ENGLISH);
    assertThat(Language.choose(List.of("--lang=zh", "mnist"), Map.of()))
        .isEqualTo(Language.CHINESE);
    assertThat(Language.choose(List.of("mnist", "--lang"), chinese)).isEqualTo(Language.CHINESE);
  }

  @Test
  void asksTheEnvironmentInOrder() {
    assertThat(choose("GRADUS_LANG", "zh", "LC_ALL", "en_US.UTF-8")).isEqualTo(Language.CHINESE);
    assertThat(choose("LC_ALL", "zh_TW", "LANG", "en_US")).isEqualTo(Language.CHINESE);
    assertThat(choose("LC_ALL", "C.UTF-8", "LANG", "zh_CN")).isEqualTo(Language.ENGLISH);
    assertThat(choose("LC_ALL", "", "LANG", "zh_CN")).isEqualTo(Language.CHINESE);
    assertThat(choose("LANG", "zha_XX", "X", "")).isEqualTo(Language.ENGLISH);
    assertThat(choose("X", "", "Y", "")).isEqualTo(Language.ENGLISH);
  }

  private static Language choose(String one, String first, String other, String second) {
    return Language.choose(List.of(), Map.of(one, first, other, second));
  }
}
