package gradus.course.grade;

import gradus.plot.Text;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;

/// What the compiler says, and in plain words what to do about it.
final class CompilerWords {
  private static final String ERROR = "compiler.err.";

  /// What begins with one of these is told in plain words, the longest first.
  private static final Map<String, Text> ADVICE =
      Map.ofEntries(
          Map.entry(
              "expected", Text.of("Something is missing here, or just before.", "这里或紧靠它之前缺了东西。")),
          Map.entry(
              "premature.eof",
              Text.of("The file ends too early: is a } missing?", "文件过早结束：是不是少了一个 }？")),
          Map.entry(
              "not.stmt",
              Text.of(
                  "This alone does nothing: is a return or an assignment missing?",
                  "单独一句不起作用：是不是少了 return 或赋值？")),
          Map.entry(
              "illegal.start.of",
              Text.of(
                  "This cannot stand here: look at the braces and semicolons before it.",
                  "这里不能这样写：检查前面的花括号和分号。")),
          Map.entry(
              "class.public.should.be.in.file",
              Text.of("Keep the name of the class as it was.", "请保持原来的类名。")),
          Map.entry(
              "cant.resolve",
              Text.of(
                  "There is nothing of this name: is it spelt as it was declared, or is an import"
                      + " missing?",
                  "没有这个名称：拼写和声明一致吗？是不是少了 import？")),
          Map.entry(
              "missing.ret.stmt",
              Text.of(
                  "The method can end without an answer: every way through it needs a return.",
                  "方法可能没有返回值就结束：每条路径都要有 return。")),
          Map.entry(
              "prob.found.req",
              Text.of("The value is of another type than is wanted here.", "值的类型与这里需要的不同。")),
          Map.entry(
              "incomparable.types",
              Text.of("Values of these two types cannot be compared.", "这两种类型的值无法比较。")),
          Map.entry(
              "operator.cant.be.applied",
              Text.of(
                  "This operator does not take such values; tensors have methods instead: plus,"
                      + " minus, times.",
                  "这个运算符不能用于这种值；张量请用方法：plus、minus、times。")),
          Map.entry(
              "cant.apply",
              Text.of("The method is there, but takes other arguments.", "方法是有的，但参数的个数或类型不同。")),
          Map.entry(
              "unreported.exception",
              Text.of("This may throw a checked exception: catch it.", "这里可能抛出受检异常：请捕获它。")),
          Map.entry(
              "var.might.not.have.been.initialized",
              Text.of(
                  "The variable may have no value yet: give it one where it is declared.",
                  "变量可能还没有值：声明时就给它一个。")),
          Map.entry(
              "already.defined", Text.of("There already is something of this name.", "已经有同名的东西了。")),
          Map.entry(
              "cant.ref.non.effectively.final.var",
              Text.of("A lambda may only use variables that never change.", "lambda 里只能用不再改变的变量。")),
          Map.entry("unclosed.str.lit", Text.of("The text has no closing quote.", "字符串缺少结尾的引号。")),
          Map.entry(
              "illegal.char",
              Text.of(
                  "This sign is no Java: full-width punctuation, perhaps?",
                  "这个字符不属于 Java：是不是用了全角标点？")),
          Map.entry("unreachable", Text.of("This can never be reached.", "这里永远执行不到。")),
          Map.entry(
              "non-static",
              Text.of("The method is static, and this is not.", "方法是 static 的，而这个不是。")));

  private CompilerWords() {}

  static Text of(Diagnostic<?> error) {
    String code = String.valueOf(error.getCode());
    String kind = code.startsWith(ERROR) ? code.substring(ERROR.length()) : code;
    Text advice =
        ADVICE.entrySet().stream()
            .filter(entry -> kind.startsWith(entry.getKey()))
            .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
            .map(Map.Entry::getValue)
            .orElse(Text.EMPTY);
    String english = Compilation.said(error, Locale.ENGLISH);
    String chinese = Compilation.said(error, Locale.SIMPLIFIED_CHINESE);
    return advice.isEmpty()
        ? new Text(english, chinese)
        : new Text(
            advice.english() + " (javac: " + english + ")",
            advice.chinese() + "（javac：" + chinese + "）");
  }
}
