import gradus.course.check.Examiner;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    List<String> words = List.of("good", "bad", "film", "boring", "great");
    List<String> texts =
        List.of(
            "good film",
            "bad film",
            "great great film",
            "boring film",
            "good good story",
            "bad and boring",
            "great",
            "boring boring bad");
    Tensor answers = Tensor.of(new float[][] {{1}, {0}, {1}, {0}, {1}, {0}, {1}, {0}});
    examiner.that(
        "words are counted",
        "数出词的次数",
        check ->
            check
                .suspect("Count how often, not whether.", "数的是次数，不是有没有。", 0, 0, 1, 0, 1)
                .close(
                    "counts((great great film), words)",
                    Tensor.of(new float[][] {{0, 0, 1, 0, 2}}),
                    WordBags.counts(List.of("great great film"), words)));
    examiner.that(
        "unknown words do not count",
        "不认识的词不算",
        check ->
            check.close(
                "counts((an odd goodness), words)",
                Tensor.zeros(1, 5),
                WordBags.counts(List.of("an odd goodness"), words)));
    examiner.that(
        "the order does not matter",
        "次序无关",
        check ->
            check.close(
                "counts((film good), words)",
                WordBags.counts(List.of("good film"), words),
                WordBags.counts(List.of("film good"), words)));
    examiner.that(
        "the model tells praise from blame",
        "模型分得清褒贬",
        check -> {
          Model model = WordBags.train(WordBags.counts(texts, words), answers);
          Tensor said =
              model.predict(WordBags.counts(List.of("a great story", "a boring bad story"), words));
          check.shape("the answers to two texts", Shape.of(2, 1), said);
          check.holds(
              said.get(0, 0) > 0.5 && said.get(1, 0) < 0.5,
              "Praise got %s, blame %s.",
              "褒得 %s，贬得 %s。",
              said.get(0, 0),
              said.get(1, 0));
        });
  }
}
