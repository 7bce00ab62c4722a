import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] all = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    examiner.that(
        "untrained, it says 0",
        "未训练时回答 0",
        check -> check.equal("answer((1, 1))", 0, new Perceptron().answer(new double[] {1, 1})));
    examiner.that(
        "a mistake moves weights and bias",
        "出错时移动权重和偏置",
        check -> {
          Perceptron p = new Perceptron();
          check.equal("learn(((2, 3)), (1))", 1, p.learn(new double[][] {{2, 3}}, new int[] {1}));
          check.close("weights", new double[] {2, 3}, p.weights);
          check.close("bias", 1, p.bias);
        });
    examiner.that(
        "what is right changes nothing",
        "答对时不变",
        check -> {
          Perceptron p = new Perceptron();
          check.equal("learn(((2, 3)), (0))", 0, p.learn(new double[][] {{2, 3}}, new int[] {0}));
          check.close("weights", new double[] {0, 0}, p.weights);
        });
    examiner.that(
        "it learns AND and OR without a mistake",
        "学会“与”和“或”，不再出错",
        check -> {
          for (int[] targets : new int[][] {{0, 0, 0, 1}, {0, 1, 1, 1}}) {
            Perceptron p = new Perceptron();
            int mistakes = 1;
            for (int pass = 0; pass < 50 && mistakes > 0; pass++) {
              mistakes = p.learn(all, targets);
            }
            check.equal("mistakes in the end", 0, mistakes);
          }
        });
    examiner.that(
        "it never learns XOR",
        "永远学不会异或",
        check -> {
          Perceptron p = new Perceptron();
          int least = 4;
          for (int pass = 0; pass < 200; pass++) {
            least = Math.min(least, p.learn(all, new int[] {0, 1, 1, 0}));
          }
          check.holds(least > 0, "It met no mistake on XOR, which cannot be.", "在异或上没有出错，这不可能。");
        });
  }
}
