package gradus.course.limits;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Text;

/// How many cells at once a perceptron must see to answer a question about a picture.
public record Orders(
    @Control(en = "black cells", zh = "黑格", initial = "connected") Sight sight,
    @Control(en = "sheet", zh = "画面", initial = "block-3x3") Sheet sheet)
    implements Experiment {

  @Override
  public void run(Stage stage) {
    Retina retina = sheet.retina();
    Predicate predicate = sight.on(retina);
    NumberTable table =
        NumberTable.of(
            Text.of("order", "阶"),
            Text.of("masks", "掩模数"),
            Text.of("enough", "是否足够"),
            Text.of("pictures in the proof", "证明所用图片数"),
            Text.of("checked on every picture", "逐张图片检验"));
    boolean enough = false;
    for (int order = 0; !enough; order++) {
      Predicate.Answer answer = predicate.of(order);
      enough = answer.suffices();
      String taken =
          answer.found() instanceof Separation.Certificate proof
              ? Integer.toString(proof.taken())
              : "";
      table =
          table.plus(
              order,
              answer.masks().size(),
              enough ? Text.of("yes", "够") : Text.of("no", "不够"),
              taken,
              predicate.isRight(answer) ? Text.of("right", "正确") : Text.of("wrong", "错误"));
      stage.show("orders", table);
      stage.show(enough ? "masks" : "proof", Drawn.tiles(retina, predicate, answer));
      if (enough) {
        stage.say(
            Sentence.of(
                "Masks of %s cells are enough, and no fewer: %s pictures on this sheet were all"
                    + " asked.",
                "掩模看 %s 个格子就够，更少则不行：这个画面上的 %s 张图片全都问过。", order, 1 << retina.cells()));
      }
      stage.step(order + 1, enough ? order + 1 : retina.cells() + 1);
    }
  }
}
