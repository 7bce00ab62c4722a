import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] w = {{1, 2, -1}, {0, -3, 4}};
    examiner.that(
        "each neuron has its own sum",
        "每个神经元有自己的和",
        check ->
            check
                .suspect("The bias is missing.", "少了偏置。", 2, -5, 10)
                .close(
                    "layer((2, 3), W, (1, 1, 1))",
                    new double[] {3, -4, 11},
                    ForwardPass.layer(new double[] {2, 3}, w, new double[] {1, 1, 1})));
    examiner.that(
        "the bias stays as it was",
        "偏置保持原样",
        check -> {
          double[] bias = {1, 1, 1};
          double[] sums = ForwardPass.layer(new double[] {2, 3}, w, bias);
          check.close("bias afterwards", new double[] {1, 1, 1}, bias);
          check.equal("neurons", 3, sums.length);
        });
    examiner.that(
        "what is negative does not get through",
        "负的过不去",
        check ->
            check
                .suspect("ReLU is missing between the layers.", "两层之间少了 ReLU。", 3 - 4 + 11.5)
                .close(
                    "forward((2, 3), ...)",
                    new double[] {14.5},
                    ForwardPass.forward(
                        new double[] {2, 3},
                        w,
                        new double[] {1, 1, 1},
                        new double[][] {{1}, {1}, {1}},
                        new double[] {0.5})));
    examiner.that(
        "the output may be negative",
        "输出可以是负的",
        check ->
            check
                .suspect("The output layer has no ReLU.", "输出层没有 ReLU。", 0)
                .close(
                    "forward((1), {{1}}, (0), {{-2}}, (0))",
                    new double[] {-2},
                    ForwardPass.forward(
                        new double[] {1},
                        new double[][] {{1}},
                        new double[] {0},
                        new double[][] {{-2}},
                        new double[] {0})));
    examiner.that(
        "it can be an XOR",
        "可以做异或",
        check -> {
          for (int i = 0; i < 4; i++) {
            double[] y =
                ForwardPass.forward(
                    new double[] {i & 1, i >> 1},
                    new double[][] {{1, 1}, {1, 1}},
                    new double[] {0, -1},
                    new double[][] {{1}, {-2}},
                    new double[] {0});
            check.close((i & 1) + " xor " + (i >> 1), new double[] {(i & 1) ^ (i >> 1)}, y);
          }
        });
  }
}
