package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void breaksBetweenWords() {
    assertThat(Wrapping.of("one two three", 8)).containsExactly("one two", "three");
    assertThat(Wrapping.of("one two three", 13)).containsExactly("one two three");
    assertThat(Wrapping.of("much-too-long for it", 4))
        .containsExactly("much-too-long", "for", "it");
    assertThat(Wrapping.of("", 4)).containsExactly("");
  }

  @Test
  void breaksChineseAnywhereButAroundMarks() {
    assertThat(Wrapping.of("学习识别数字", 6)).containsExactly("学习识", "别数字");
    assertThat(Wrapping.of("学习，识别", 4)).containsExactly("学", "习，", "识别");
    assertThat(Wrapping.of("学“习”吧", 4)).containsExactly("学", "“习”", "吧");
    assertThat(Wrapping.of("用 gradus 训练", 9)).containsExactly("用 gradus", "训练");
  }

  @Test
  void colourTakesNoRoom() {
    assertThat(Wrapping.of("\u001b[31mred\u001b[0m car", 7))
        .containsExactly("\u001b[31mred\u001b[0m car");
  }

  @Test
  void leavesCommandsWhole() {
    String command = "  gradus predict " + "a".repeat(80) + " PICTURE.png";
    assertThat(Wrapping.of("Try it:\n" + command)).isEqualTo("Try it:\n" + command);
  }
}
