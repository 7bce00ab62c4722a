import gradus.course.check.Examiner;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    double[][] apart = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    examiner.that(
        "boxes apart are all kept, the best first",
        "不重叠的全留，最好的在前",
        check ->
            check.equal(
                "keep((0.2, 0.9, 0.5), apart, 0.5)",
                List.of(1, 2, 0),
                Suppress.keep(new double[] {0.2, 0.9, 0.5}, apart, 0.5)));
    examiner.that(
        "of two that overlap the better is kept",
        "重叠的两个留下较好的",
        check ->
            check.equal(
                "keep((0.8, 0.9), ((1, 0.7), (0.7, 1)), 0.5)",
                List.of(1),
                Suppress.keep(new double[] {0.8, 0.9}, new double[][] {{1, 0.7}, {0.7, 1}}, 0.5)));
    examiner.that(
        "what overlaps less than the threshold stays",
        "重叠不到阈值的留下",
        check ->
            check.equal(
                "keep((0.8, 0.9), ((1, 0.3), (0.3, 1)), 0.5)",
                List.of(1, 0),
                Suppress.keep(new double[] {0.8, 0.9}, new double[][] {{1, 0.3}, {0.3, 1}}, 0.5)));
    examiner.that(
        "a box that was dropped drops none itself",
        "被去掉的框不再去掉别的框",
        check ->
            check.equal(
                "keep of a chain of three",
                List.of(0, 2),
                Suppress.keep(
                    new double[] {0.9, 0.8, 0.7},
                    new double[][] {{1, 0.6, 0.1}, {0.6, 1, 0.6}, {0.1, 0.6, 1}},
                    0.5)));
    examiner.that(
        "nothing in, nothing out",
        "没有框就没有结果",
        check ->
            check.equal(
                "keep((), (), 0.5)",
                List.of(),
                Suppress.keep(new double[0], new double[0][], 0.5)));
  }
}
