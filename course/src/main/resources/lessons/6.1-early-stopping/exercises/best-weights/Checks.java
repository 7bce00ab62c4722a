import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the best loss is the smallest",
        "最好的损失是最小的",
        check -> {
          BestWeights best = new BestWeights();
          best.epoch(3, new double[] {1});
          best.epoch(2, new double[] {2});
          best.epoch(4, new double[] {3});
          check
              .suspect("That is the last one.", "这是最后一轮的。", 4)
              .close("bestLoss() after 3, 2, 4", 2, best.bestLoss());
        });
    examiner.that(
        "its weights come back",
        "它的权重会被放回",
        check -> {
          BestWeights best = new BestWeights();
          best.epoch(3, new double[] {1, 10});
          best.epoch(2, new double[] {2, 20});
          best.epoch(4, new double[] {3, 30});
          double[] weights = {3, 30};
          best.restore(weights);
          check
              .suspect(
                  "The last weights are still there: write into the array that is given.",
                  "还是最后的权重：请写进传入的数组。",
                  3,
                  30)
              .close("weights after restore", new double[] {2, 20}, weights);
        });
    examiner.that(
        "training may go on in the same array",
        "训练可以在同一个数组里继续",
        check -> {
          BestWeights best = new BestWeights();
          double[] weights = {1, 10};
          best.epoch(1, weights);
          weights[0] = 7;
          best.epoch(2, weights);
          best.restore(weights);
          check
              .suspect(
                  "The array was not copied: training has changed it since.",
                  "没有复制数组：训练后来改动了它。",
                  7,
                  10)
              .close("weights after restore", new double[] {1, 10}, weights);
        });
    examiner.that(
        "of two equal epochs the first is kept",
        "两轮相等时留第一轮",
        check -> {
          BestWeights best = new BestWeights();
          best.epoch(1, new double[] {1});
          best.epoch(1, new double[] {2});
          double[] weights = {0};
          best.restore(weights);
          check.close("weights after restore", new double[] {1}, weights);
        });
  }
}
