import gradus.course.check.Examiner;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the most frequent pair is found",
        "找出出现最多的一对",
        check -> {
          check.equal(
              "mostFrequent(l o w l o t)",
              "l o",
              BytePair.mostFrequent(List.of("l", "o", "w", "l", "o", "t")));
          check.equal(
              "mostFrequent(x y th e th e)",
              "th e",
              BytePair.mostFrequent(List.of("x", "y", "th", "e", "th", "e")));
        });
    examiner.that(
        "of several the first",
        "有多个时取第一个",
        check ->
            check.equal(
                "mostFrequent(c b a)", "c b", BytePair.mostFrequent(List.of("c", "b", "a"))));
    examiner.that(
        "pairs are joined",
        "合并",
        check ->
            check.equal(
                "join(l o w l o t, l, o)",
                List.of("lo", "w", "lo", "t"),
                BytePair.join(List.of("l", "o", "w", "l", "o", "t"), "l", "o")));
    examiner.that(
        "a token belongs to one pair alone",
        "一个词元只属于一对",
        check ->
            check.equal(
                "join(a a a, a, a)",
                List.of("aa", "a"),
                BytePair.join(List.of("a", "a", "a"), "a", "a")));
    examiner.that(
        "what is no pair stays",
        "不成对的不变",
        check ->
            check.equal(
                "join(o l, l, o)", List.of("o", "l"), BytePair.join(List.of("o", "l"), "l", "o")));
  }
}
