package gradus.course.threshold;

import gradus.course.Option;
import gradus.plot.Text;
import java.util.List;
import java.util.Set;

/// Which words an automaton is to accept.
public enum Language implements Option {
  /// Numbers in binary that 3 divides.
  THIRD("divisible by 3", "能被 3 整除") {
    @Override
    Automaton automaton() {
      return new Automaton(
          List.of(Text.of("0 left", "余 0"), Text.of("1 left", "余 1"), Text.of("2 left", "余 2")),
          List.of(List.of(0, 1), List.of(2, 0), List.of(1, 2)),
          Set.of(0));
    }

    @Override
    boolean has(String word) {
      return word.isEmpty() || Integer.parseInt(word, 2) % 3 == 0;
    }
  },
  /// Words with an odd number of ones.
  ODD("odd number of ones", "奇数个 1") {
    @Override
    Automaton automaton() {
      return new Automaton(
          List.of(Text.of("even", "偶"), Text.of("odd", "奇")),
          List.of(List.of(0, 1), List.of(1, 0)),
          Set.of(1));
    }

    @Override
    boolean has(String word) {
      return word.replace("0", "").length() % 2 == 1;
    }
  },
  /// Words with 101 in them.
  PIECE("contains 101", "含有 101") {
    @Override
    Automaton automaton() {
      return new Automaton(
          List.of(Text.of("nothing", "无"), Text.of("1"), Text.of("10"), Text.of("101")),
          List.of(List.of(0, 1), List.of(2, 1), List.of(0, 3), List.of(3, 3)),
          Set.of(3));
    }

    @Override
    boolean has(String word) {
      return word.contains("101");
    }
  },
  /// Words without two ones in a row.
  APART("no two ones in a row", "没有相邻的 1") {
    @Override
    Automaton automaton() {
      return new Automaton(
          List.of(Text.of("after 0", "刚读 0"), Text.of("after 1", "刚读 1"), Text.of("11")),
          List.of(List.of(0, 1), List.of(0, 2), List.of(2, 2)),
          Set.of(0, 1));
    }

    @Override
    boolean has(String word) {
      return !word.contains("11");
    }
  };

  private final String english;
  private final String chinese;

  Language(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// The machine.
  abstract Automaton automaton();

  /// What is right, told without any machine.
  abstract boolean has(String word);

  /// The first symbols first.
  static String written(int word, int length) {
    return length == 0 ? "" : Integer.toBinaryString(1 << length | word).substring(1);
  }
}
