package gradus.course.check;

import gradus.plot.Text;
import gradus.tensor.Explained;
import gradus.tensor.Message;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a learner's code threw, in words.
final class Thrown {
  /// What the places to be written throw in the beginning.
  private static final String UNWRITTEN = "write me";

  private Thrown() {}

  static Text told(Throwable thrown, String file) {
    Optional<StackTraceElement> frame =
        Arrays.stream(thrown.getStackTrace())
            .filter(one -> file.equals(one.getFileName()))
            .findFirst();
    String line = frame.map(one -> String.valueOf(one.getLineNumber())).orElse("");
    if (thrown instanceof UnsupportedOperationException
        && UNWRITTEN.equals(thrown.getMessage())
        && frame.isPresent()) {
      return Phrases.of(
          "%s is not written yet: your code goes to line %s.",
          "%s 还没有写：请在第 %s 行写上你的代码。", frame.get().getMethodName(), line);
    }
    Text what = what(thrown);
    return line.isEmpty() ? what : Phrases.joined(Phrases.of("In line %s:", "第 %s 行：", line), what);
  }

  private static Text what(Throwable thrown) {
    return switch (thrown) {
      case Explained explained -> explained(explained.explanation());
      case ArrayIndexOutOfBoundsException _ ->
          Phrases.of(
              "the array has no such element (%s). Indices go from 0 to length - 1.",
              "数组没有这个元素（%s）。下标从 0 到 length - 1。", message(thrown));
      case IndexOutOfBoundsException _ ->
          Phrases.of("there is no such element (%s).", "没有这个元素（%s）。", message(thrown));
      case NegativeArraySizeException _ ->
          Phrases.of("an array cannot have the length %s.", "数组的长度不能是 %s。", message(thrown));
      case NullPointerException _ ->
          Phrases.of("something is null (%s).", "有个值是 null（%s）。", message(thrown));
      case ArithmeticException _ ->
          Phrases.of(
              "whole numbers cannot be divided by 0 (%s).", "整数不能除以 0（%s）。", message(thrown));
      case ClassCastException _ ->
          Phrases.of("a value has another type (%s).", "值的类型不符（%s）。", message(thrown));
      case StackOverflowError _ ->
          Phrases.of("a method calls itself again and again, without an end.", "有个方法不断调用自己，没有尽头。");
      case ExceptionInInitializerError error when error.getCause() != null ->
          what(error.getCause());
      case UnsupportedOperationException _ ->
          Phrases.of("this cannot be done (%s).", "不支持这个操作（%s）。", message(thrown));
      default ->
          Phrases.of(
              "your code threw %s.",
              "你的代码抛出了 %s。", thrown.getClass().getSimpleName() + ": " + message(thrown));
    };
  }

  private static Text explained(Message message) {
    return new Text(message.in(Locale.ENGLISH), message.in(Locale.SIMPLIFIED_CHINESE));
  }

  private static String message(Throwable thrown) {
    String text = String.valueOf(thrown.getMessage());
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
