package gradus.course.tuning;

import gradus.course.Option;
import gradus.plot.Text;

/// By which questions the best of many candidates is chosen, and so which number is reported.
public enum Chooser implements Option {
  /// By the test questions, whose share is then reported as well.
  TEST(
      Text.of("the test questions", "测试题"),
      Text.of("reported: by the test questions, which chose it", "报告的：测试题，也就是挑选它的题"),
      Text.of("by new questions", "新题")),
  /// By validation questions; the test questions are asked once, of the chosen one, and reported.
  VALIDATION(
      Text.of("validation questions", "验证题"),
      Text.of("by the validation questions, which chose it", "验证题，也就是挑选它的题"),
      Text.of("reported: by the test questions, asked once", "报告的：测试题，只问一次"));

  // Texts are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text title;

  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text chosenBy;

  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text unseen;

  Chooser(Text title, Text chosenBy, Text unseen) {
    this.title = title;
    this.chosenBy = chosenBy;
    this.unseen = unseen;
  }

  @Override
  public Text title() {
    return title;
  }

  /// What the share of the questions that chose is called.
  Text chosenBy() {
    return chosenBy;
  }

  /// What the share of the questions that had no part in the choice is called.
  Text unseen() {
    return unseen;
  }

  /// Which of the two shares is reported.
  double reported(double chosenBy, double unseen) {
    return this == TEST ? chosenBy : unseen;
  }
}
