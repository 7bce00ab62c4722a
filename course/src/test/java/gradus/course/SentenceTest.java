package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.plot.Text;
import org.junit.jupiter.api.Test;

class SentenceTest {
  @Test
  void eachLanguageHasItsOwnOrderAndWords() {
    Text sentence =
        Sentence.of(
            "%s of %s are right: %s.", "%2$s 张中答对 %1$s 张：%3$s。", 3, 0.5, Text.of("good", "不错"));
    assertThat(sentence).isEqualTo(Text.of("3 of 0.5000 are right: good.", "0.5000 张中答对 3 张：不错。"));
  }

  @Test
  void numbersAreWrittenAsPeopleDo() {
    assertThat(Sentence.percent(0.9075)).isEqualTo(Text.of("90.8 %", "90.8%"));
    assertThat(Sentence.percent(0)).isEqualTo(Text.of("0.0 %", "0.0%"));
    assertThat(Sentence.count(10_000)).isEqualTo("10,000");
  }
}
