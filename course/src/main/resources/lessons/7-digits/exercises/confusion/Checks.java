import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    int[] actual = {0, 0, 0, 1, 1, 2, 2, 2, 2};
    int[] predicted = {0, 0, 1, 1, 1, 2, 0, 2, 1};
    int[][] m = {{2, 1, 0}, {0, 2, 0}, {1, 1, 2}};
    examiner.that(
        "rows are what is, columns what was said",
        "行是真实的，列是预测的",
        check ->
            check.equal("matrix(actual, predicted, 3)", m, Confusion.matrix(actual, predicted, 3)));
    examiner.that(
        "classes that do not occur have their row too",
        "没出现的类别也有一行",
        check ->
            check.equal(
                "matrix((0), (0), 2)",
                new int[][] {{1, 0}, {0, 0}},
                Confusion.matrix(new int[] {0}, new int[] {0}, 2)));
    examiner.that(
        "recall looks along the row",
        "召回率看行",
        check -> {
          check
              .suspect("That is the precision: look along the row.", "这是精确率：请看行。", 0.5)
              .close("recall(m, 1)", 1, Confusion.recall(m, 1));
          check.close("recall(m, 2)", 0.5, Confusion.recall(m, 2));
        });
    examiner.that(
        "precision looks along the column",
        "精确率看列",
        check -> {
          check
              .suspect("That is the recall: look along the column.", "这是召回率：请看列。", 1)
              .close("precision(m, 1)", 0.5, Confusion.precision(m, 1));
          check.close("precision(m, 2)", 1, Confusion.precision(m, 2));
        });
    examiner.that(
        "nothing divided by nothing is 0",
        "没有可除的就是 0",
        check -> {
          check.close(
              "recall of a class that does not occur",
              0,
              Confusion.recall(new int[][] {{1, 0}, {0, 0}}, 1));
          check.close(
              "precision of a class that is never said",
              0,
              Confusion.precision(new int[][] {{1, 0}, {1, 0}}, 1));
        });
  }
}
