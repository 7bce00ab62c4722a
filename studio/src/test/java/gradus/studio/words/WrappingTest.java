package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void breaksBetweenWords() {
    assertThat(Wrapping.wrap("one two three", 8)).containsExactly("one two", "three");
    assertThat(Wrapping.wrap("one two three", 13)).containsExactly("one two three");
    assertThat(Wrapping.wrap("much-too-long for it", 4))
        .containsExactly("much-too-long", "for", "it");
    assertThat(Wrapping.wrap("", 4)).containsExactly("");
  }

  @Test
  void breaksChineseAnywhereButAroundMarks() {
    assertThat(Wrapping.wrap("学习识别数字", 6)).containsExactly("学习识", "别数字");
    assertThat(Wrapping.wrap("学习，识别", 4)).containsExactly("学", "习，", "识别");
    assertThat(Wrapping.wrap("学“习”吧", 4)).containsExactly("学", "“习”", "吧");
    assertThat(Wrapping.wrap("用 gradus 训练", 9)).containsExactly("用 gradus", "训练");
  }

  @Test
  void colourTakesNoRoom() {
    assertThat(Wrapping.wrap("\u001b[31mred\u001b[0m car", 7))
        .containsExactly("\u001b[31mred\u001b[0m car");
  }

  @Test
  void leavesCommandsWhole() {
    String command = "  gradus predict " + "a".repeat(80) + " PICTURE.png";
    assertThat(Wrapping.wrapped("Try it:\n" + command)).isEqualTo("Try it:\n" + command);
  }
}
