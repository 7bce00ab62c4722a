import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor x = RandomKey.of(1).normal(Shape.of(4, 3));
    Tensor w = RandomKey.of(2).normal(Shape.of(3, 2));
    examiner.that(
        "eager is the sum of tanh of the product",
        "eager 是乘积取 tanh 后求和",
        check -> {
          check.close(
              "eager((1, 2), ((1, 0), (0, 0.5)))",
              Tensor.of((float) (2 * Math.tanh(1))),
              TracedProgram.eager(
                  Tensor.of(new float[][] {{1, 2}}), Tensor.of(new float[][] {{1, 0}, {0, 0.5f}})));
          check.shape("eager(x, w)", Shape.of(4), TracedProgram.eager(x, w));
        });
    examiner.that(
        "the program gives the same",
        "程序给出同样的数",
        check ->
            check.close(
                "run(traced(), x, w)",
                x.matmul(w).tanh().sum(1),
                TracedProgram.run(TracedProgram.traced(), x, w)));
    examiner.that(
        "and again with other numbers",
        "换一组数也一样",
        check -> {
          var program = TracedProgram.traced();
          TracedProgram.run(program, x, w);
          Tensor other = RandomKey.of(3).normal(Shape.of(4, 3));
          check.close(
              "run(program, other, w)",
              other.matmul(w).tanh().sum(1),
              TracedProgram.run(program, other, w));
        });
  }
}
