import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "sensitivity looks at the sick",
        "灵敏度看病人",
        check ->
            check
                .suspect("Whole numbers were divided.", "用整数做了除法。", 0)
                .close("sensitivity(90, 10)", 0.9, PositiveTest.sensitivity(90, 10)));
    examiner.that(
        "specificity looks at the healthy",
        "特异度看健康人",
        check -> check.close("specificity(950, 50)", 0.95, PositiveTest.specificity(950, 50)));
    examiner.that(
        "of those called sick one in six is",
        "判为有病的六人中约有一人真的有病",
        check ->
            check
                .suspect(
                    "That is the sensitivity; ask how many of the positives are sick.",
                    "这是灵敏度；问的是阳性中有多少病人。",
                    0.99)
                .close(
                    "sick(0.99, 0.95, 0.01)",
                    0.0099 / 0.0594,
                    PositiveTest.sick(0.99, 0.95, 0.01)));
    examiner.that(
        "where half are sick it is another story",
        "一半人有病时就不同了",
        check ->
            check.close("sick(0.99, 0.95, 0.5)", 0.99 / 1.04, PositiveTest.sick(0.99, 0.95, 0.5)));
    examiner.that(
        "a test that says yes to all teaches nothing",
        "对谁都说阳性的测试毫无信息",
        check -> check.close("sick(1, 0, 0.03)", 0.03, PositiveTest.sick(1, 0, 0.03)));
  }
}
