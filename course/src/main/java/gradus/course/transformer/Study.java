package gradus.course.transformer;

import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.loss.CrossEntropy;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.GradientClip;
import gradus.optim.Schedules;
import gradus.text.Vocabulary;
import gradus.train.History;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A trained translator, and how its exactness grew.
record Study(Model model, Exactness.Curve curve) {
  private static final String CURVE = "exactness";
  private static final int ASKED_WHILE_TRAINING = 100;

  /// What is learned at a size, with what, and for how long.
  ///
  /// @param size of the vectors
  /// @param layers of encoder and decoder each
  /// @param batch how many pairs a step is on
  record Plan(Corpus corpus, int size, int layers, int batch, int steps, int every) {
    static Plan of(MilestoneSize how) {
      List<Task> all = List.of(Task.values());
      return how.of(
          new Plan(new Corpus(List.of(Task.TO_CHINESE), 3), 32, 1, 64, 200, 20),
          new Plan(new Corpus(all, 6), 64, 2, 64, 900, 50),
          new Plan(new Corpus(all, 6), 128, 3, 128, 6000, 100));
    }
  }

  /// A trainer of any translator: Adam as in the paper, the rate warmed up and then lowered along a
  /// cosine to a fiftieth, and what fills up left out of the loss.
  static Trainer trainer(Model model, double rate, int steps) {
    int warm = Math.max(1, steps / 10);
    CrossEntropy loss = CrossEntropy.of().withIgnoredIndex(Vocabulary.PADDING);
    return Trainer.of(model, loss, Adam.of(rate).withBetas(0.9, 0.98))
        .schedule(Schedules.linearWarmup(warm, Schedules.cosine(rate / 50, steps - warm)).byStep())
        .clip(GradientClip.byNorm(1));
  }

  /// The translator that an earlier chapter trained, or one that is trained now.
  static Study of(Reproduction here, Kind kind) throws FileException {
    Plan plan = Plan.of(here.size());
    String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    Path file = here.folder().resolve(name + ".safetensors");
    if (Files.exists(file)) {
      String curve = Safetensors.readMetadata(file).get(CURVE);
      if (curve != null) {
        return new Study(Model.load(file), Exactness.Curve.of(curve));
      }
    }
    Model model = kind.model(plan.corpus, plan.size, plan.layers, here.seed());
    Exactness exactness =
        new Exactness(
            model,
            plan.corpus,
            plan.corpus.heldOut(here.seed() + 1, ASKED_WHILE_TRAINING),
            (step, _) -> here.step(step, plan.steps));
    Trainer trainer = trainer(model, kind.rate(), plan.steps);
    Batches batches = plan.corpus.batches(here.seed(), plan.batch, plan.every);
    History _ = here.train(trainer, name, batches, plan.steps / plan.every, exactness);
    model.save(file, Map.of(CURVE, exactness.curve().text()));
    return new Study(model, exactness.curve());
  }
}
