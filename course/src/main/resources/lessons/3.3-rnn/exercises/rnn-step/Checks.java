import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a step mixes input, state and bias",
        "一步混合输入、状态和偏置",
        check ->
            check.close(
                "step(2, 0.5, 0.3, -0.4, 0.1)",
                Math.tanh(0.5),
                RnnStep.step(2, 0.5, 0.3, -0.4, 0.1)));
    examiner.that(
        "the state goes from step to step",
        "状态一步步传下去",
        check -> {
          double first = Math.tanh(0.5);
          check
              .suspect("The old state is not handed on.", "没有把旧状态传下去。", first, 0, 0)
              .close(
                  "run((1, 0, 0), 0.5, 0.9, 0)",
                  new double[] {
                    first, Math.tanh(0.9 * first), Math.tanh(0.9 * Math.tanh(0.9 * first))
                  },
                  RnnStep.run(new double[] {1, 0, 0}, 0.5, 0.9, 0));
        });
    examiner.that(
        "memory is the slope of the last state by the first",
        "memory 是末状态对首状态的斜率",
        check -> {
          double[] states = RnnStep.run(new double[] {0.4, -0.2, 0.7, 0.1}, 0.8, 0.6, 0.05);
          check.gradient(
              "memory(states, 0.6)",
              h -> {
                double state = h;
                for (double x : new double[] {-0.2, 0.7, 0.1}) {
                  state = Math.tanh(0.8 * x + 0.6 * state + 0.05);
                }
                return state;
              },
              states[0],
              RnnStep.memory(states, 0.6));
        });
    examiner.that(
        "over 30 steps almost nothing is left",
        "三十步之后几乎什么也不剩",
        check -> {
          double left = RnnStep.memory(RnnStep.run(new double[30], 1, 0.5, 0.2), 0.5);
          check.holds(left > 0 && left < 1e-8, "%s is left.", "还剩 %s。", left);
        });
  }
}
