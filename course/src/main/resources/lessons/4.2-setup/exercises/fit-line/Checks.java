import gradus.course.check.Examiner;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a line has two parameters",
        "直线有两个参数",
        check -> check.equal("build().parameterCount()", 2, FitLine.build().parameterCount()));
    examiner.that(
        "read gives what predict uses",
        "read 与 predict 一致",
        check -> {
          Model line = FitLine.build();
          double[] read = FitLine.read(line);
          check.equal("length of read", 2, read.length);
          check.close(
              "slope * 3 + intercept",
              line.predict(Tensor.of(new float[][] {{3}})).item(),
              3 * read[0] + read[1]);
        });
    examiner.that(
        "the line is found",
        "找到直线",
        check -> {
          Model line = FitLine.build();
          FitLine.train(line, points(3, -2));
          check
              .within(1e-3)
              .close("read after points of 3 x - 2", new double[] {3, -2}, FitLine.read(line));
        });
    examiner.that(
        "another one too",
        "换一条也行",
        check -> {
          Model line = FitLine.build();
          FitLine.train(line, points(-0.5, 4));
          check
              .within(1e-3)
              .close("read after points of -0.5 x + 4", new double[] {-0.5, 4}, FitLine.read(line));
        });
  }

  private static Batches points(double slope, double intercept) {
    Tensor x = RandomKey.of(1).uniform(Shape.of(100, 1), -1, 1);
    return Dataset.of(x, x.times(slope).plus(intercept)).batch(10);
  }
}
