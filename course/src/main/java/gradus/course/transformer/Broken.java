package gradus.course.transformer;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.nn.DecoderBlock;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.MultiHeadAttention;
import gradus.nn.MultiInputSpec;
import gradus.nn.Transformer;
import gradus.nn.TransformerTranslator;
import gradus.plot.Text;
import gradus.train.History;
import java.util.ArrayList;
import java.util.List;

/// What goes wrong without the waves that tell places, and without the mask that hides what comes
/// after.
final class Broken {
  private static final int BATCH = 64;
  private static final int ASKED = 100;

  private Broken() {}

  /// A model's way to be broken, or not.
  ///
  /// @param told the share of held-out pairs of which it tells each token rightly, given the right
  ///   ones before
  /// @param written the share that it writes rightly by itself
  private record Outcome(double told, double written) {}

  /// A transformer whose decoder sees the whole target, or does not; with places or without.
  static Model model(
      Corpus corpus, int size, int heads, int layers, boolean positions, boolean mask, long start) {
    MultiInputSpec whole = Kind.transformer(size, heads, layers, positions);
    MultiInputSpec spec =
        (shapes, initialization) ->
            mask
                ? whole.build(shapes, initialization)
                : withoutMask((TransformerTranslator) whole.build(shapes, initialization));
    return Model.of(corpus.inputs(), Layers.seed(start), spec);
  }

  private static TransformerTranslator withoutMask(TransformerTranslator one) {
    Transformer inside = one.transformer();
    List<DecoderBlock> seeing = new ArrayList<>();
    for (DecoderBlock block : inside.decoder()) {
      MultiHeadAttention a = block.attention();
      seeing.add(
          new DecoderBlock(
              new MultiHeadAttention(
                  a.inputWeight(),
                  a.inputBias(),
                  a.outputWeight(),
                  a.outputBias(),
                  a.heads(),
                  false,
                  a.rotary(),
                  a.dropout()),
              block.attentionNorm(),
              block.memoryAttention(),
              block.memoryNorm(),
              block.feedForward(),
              block.feedForwardNorm(),
              block.dropout(),
              block.normFirst()));
    }
    return new TransformerTranslator(
        one.source(),
        one.target(),
        one.positions(),
        new Transformer(inside.encoder(), inside.encoderNorm(), seeing, inside.decoderNorm(), 0),
        one.output(),
        one.padding(),
        one.dropout());
  }

  private static Outcome outcome(Reproduction here, boolean positions, boolean mask) {
    Corpus corpus = new Corpus(List.of(Task.TO_CHINESE), here.size().of(3, 4, 6));
    int steps = here.size().of(160, 300, 2000);
    Model model = model(corpus, 32, 4, here.size().of(1, 1, 2), positions, mask, here.seed());
    History _ =
        Study.trainer(model, Kind.TRANSFORMER.rate(), steps)
            .fit(corpus.batches(here.seed(), BATCH, steps / 4), 4);
    List<Pair> asked = corpus.heldOut(here.seed() + 2, ASKED);
    return new Outcome(
        Written.told(model, corpus, asked), Written.again(model, corpus, asked).exact());
  }

  static void compare(Reproduction here) {
    Outcome whole = outcome(here, true, true);
    here.step(1, 3);
    Outcome bag = outcome(here, false, true);
    here.step(2, 3);
    Outcome peeking = outcome(here, true, false);
    here.step(3, 3);
    NumberTable table =
        NumberTable.of(
            Text.of("transformer", "模型"),
            Text.of("right, with the target before its eyes", "看着答案时的正确率"),
            Text.of("right, writing by itself", "自己写时的正确率"));
    table = row(table, Text.of("whole", "完整"), whole);
    table = row(table, Text.of("without places", "没有位置"), bag);
    here.show("broken", row(table, Text.of("decoder sees the future", "解码器看得见后面"), peeking));
    Text scale =
        Sentence.of(
            "numbers of up to %s digits from English to Chinese, vectors of 32, %s steps on %s pairs",
            "最多 %s 位的数英译中，向量长 32，%s 步，每步 %s 对",
            here.size().of(3, 4, 6),
            Sentence.count(here.size().of(160, 300, 2000)),
            BATCH);
    here.measured(
        new Measurement(
            "places",
            Text.of("held-out numbers written rightly without places", "没有位置时写对的留出的数"),
            Text.of(
                "much less than with them: the model has no other way to know the order, the paper"
                    + " says",
                "应远低于有位置时：论文说，模型没有别的办法知道顺序"),
            bag.written,
            Sentence.of(
                "%s, with them %s",
                "%s，有位置时 %s", Sentence.percent(bag.written), Sentence.percent(whole.written)),
            scale,
            bag.written < 0.6 * whole.written && whole.written > here.size().of(0.8, 0.9, 0.95)));
    here.measured(
        new Measurement(
            "mask",
            Text.of("held-out numbers written rightly without the mask", "没有掩码时写对的留出的数"),
            Text.of("next to none, however good the training looks", "训练看上去再好，也几乎写不对"),
            peeking.written,
            Sentence.of(
                "%s, while it tells %s with the target before its eyes",
                "%s，而看着答案时说对 %s",
                Sentence.percent(peeking.written),
                Sentence.percent(peeking.told)),
            scale,
            peeking.written < 0.3 && peeking.told > 0.9));
  }

  private static NumberTable row(NumberTable table, Text name, Outcome outcome) {
    return table.plus(name, Sentence.percent(outcome.told), Sentence.percent(outcome.written));
  }
}
