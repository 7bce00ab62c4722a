import gradus.course.check.Examiner;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a chain runs along itself",
        "链按链的方向执行",
        check ->
            check.equal(
                "order({}, {0}, {1})",
                List.of(0, 1, 2), ExecutionOrder.order(new int[][] {{}, {0}, {1}})));
    examiner.that(
        "inputs come first",
        "输入在前",
        check ->
            check
                .suspect("Operation 0 ran before its inputs.", "第 0 个运算在输入之前执行了。")
                .equal(
                    "order({2, 1}, {2}, {})",
                    List.of(2, 1, 0), ExecutionOrder.order(new int[][] {{2, 1}, {2}, {}})));
    examiner.that(
        "of several the smallest is next",
        "有多个时取最小的",
        check ->
            check.equal(
                "order({}, {3}, {}, {2})",
                List.of(0, 2, 3, 1), ExecutionOrder.order(new int[][] {{}, {3}, {}, {2}})));
    examiner.that(
        "two branches join",
        "两条支路汇合",
        check ->
            check.equal(
                "order({1, 3}, {2}, {}, {2})",
                List.of(2, 1, 3, 0), ExecutionOrder.order(new int[][] {{1, 3}, {2}, {}, {2}})));
    examiner.that(
        "a circle is refused",
        "拒绝环",
        check -> {
          boolean refused = false;
          try {
            ExecutionOrder.order(new int[][] {{1}, {0}});
          } catch (IllegalArgumentException expected) {
            refused = true;
          }
          check.holds(
              refused,
              "order({1}, {0}) throws no IllegalArgumentException.",
              "order({1}, {0}) 没有抛出 IllegalArgumentException。");
        });
  }
}
