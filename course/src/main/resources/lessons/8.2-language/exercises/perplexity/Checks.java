import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "to guess among four is a perplexity of 4",
        "四选一的困惑度是 4",
        check ->
            check.close(
                "perplexity((0.25, 0.25, 0.25))",
                4,
                Perplexity.perplexity(new double[] {0.25, 0.25, 0.25})));
    examiner.that(
        "to know is a perplexity of 1",
        "全知道的困惑度是 1",
        check -> check.close("perplexity((1, 1))", 1, Perplexity.perplexity(new double[] {1, 1})));
    examiner.that(
        "the mean is one of logarithms",
        "平均的是对数",
        check ->
            check
                .suspect(
                    "That is the mean of 1 / p; take the mean of the logarithms.",
                    "这是 1 / p 的平均；要平均的是对数。",
                    6)
                .close(
                    "perplexity((0.5, 0.1))",
                    Math.sqrt(20),
                    Perplexity.perplexity(new double[] {0.5, 0.1})));
    examiner.that(
        "temperature 1 changes nothing",
        "温度为 1 时不变",
        check ->
            check.close(
                "temper((0.1, 0.2, 0.7), 1)",
                new double[] {0.1, 0.2, 0.7},
                Perplexity.temper(new double[] {0.1, 0.2, 0.7}, 1)));
    examiner.that(
        "cold is sharper",
        "低温更尖",
        check ->
            check
                .suspect("The exponent is 1 / T, not T.", "指数是 1 / T，不是 T。", 0.3660254, 0.6339746)
                .suspect("They no longer sum to 1.", "它们之和不再是 1。", 0.0625, 0.5625)
                .close(
                    "temper((0.25, 0.75), 0.5)",
                    new double[] {0.1, 0.9},
                    Perplexity.temper(new double[] {0.25, 0.75}, 0.5)));
    examiner.that(
        "heat is flatter",
        "高温更平",
        check ->
            check
                .within(1e-2)
                .close(
                    "temper((0.1, 0.9), 1000)",
                    new double[] {0.5, 0.5},
                    Perplexity.temper(new double[] {0.1, 0.9}, 1000)));
  }
}
