package gradus.train;

import gradus.data.Batches;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.io.Sha256;
import gradus.io.Signatures;
import gradus.optim.Optimizer;
import gradus.optim.Schedule;
import gradus.tensor.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What tells a learner from others, so that a training is only gone on with as it began.
///
/// Losses, penalties, clips and schedules may be lambdas, which have no identity of their own. So
/// what a step computes stands for the first three, by the fingerprint of its graph for each shape
/// of batch, and a schedule is known by its rates.
///
/// @param optimizers the optimizers with their settings
/// @param schedule a hash of its rates at many points
/// @param graphs the fingerprint of the step for each form of batch; none where it is not traced
record LearnerIdentity(
    String optimizers, String schedule, Map<StepPrograms.BatchForm, String> graphs) {

  static LearnerIdentity of(Learner learner) {
    Learner.Spec spec = learner.spec();
    return new LearnerIdentity(
        spec.groups().optimizers().toString(),
        rates(spec.schedule(), spec.groups().optimizers()),
        learner.programs().fingerprints());
  }

  /// A hash of the rates at many steps and epochs, to seven digits: on another machine a cosine may
  /// differ in its last bit.
  private static String rates(Schedule schedule, List<Optimizer> optimizers) {
    var text = new StringBuilder();
    for (Optimizer optimizer : optimizers) {
      for (long t = 0; t < 1_000_000; t += 1 + t / 8) {
        text.append(rate(schedule, optimizer, t, t)).append(' ');
        text.append(rate(schedule, optimizer, t, 0)).append(' ');
        text.append(rate(schedule, optimizer, 0, t)).append('\n');
      }
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String rate(Schedule schedule, Optimizer optimizer, long step, long epoch) {
    try {
      return Float.toString((float) schedule.rate(optimizer.learningRate(), step, epoch));
    } catch (RuntimeException beyond) {
      // A schedule may refuse points that this training never comes to.
      return "none";
    }
  }

  JsonValue toJson() {
    var list = new ArrayList<JsonValue>();
    graphs.forEach((form, fingerprint) ->
        list.add(
            JsonValue.object()
                .put("inputs", Signatures.toJson(form.inputs()))
                .put("targets", Signatures.toJson(form.targets()))
                .put("fingerprint", fingerprint)
                .build()));
    return JsonValue.object()
        .put("optimizers", optimizers)
        .put("schedule", schedule)
        .put("graphs", JsonValue.array(list))
        .build();
  }

  /// Refuses a learner with other optimizers.
  ///
  /// @throws CheckpointException where they differ
  static void requireSameOptimizers(Learner learner, JsonCursor written) {
    CheckpointException.requireSame(
        "optimizer",
        learner.spec().groups().optimizers().toString(),
        written.member("optimizers").text());
  }

  /// Refuses a learner whose steps are not those that the other one took.
  ///
  /// @throws CheckpointException where it has another schedule, loss, penalty or clip
  static void requireSameSteps(Learner learner, JsonCursor written, Batches data) {
    Learner.Spec spec = learner.spec();
    if (!written
        .member("schedule")
        .text()
        .equals(rates(spec.schedule(), spec.groups().optimizers()))) {
      throw new CheckpointException(
          "checkpoint: it was written with another learning-rate schedule; resume with the same one, or"
              + " start a new training");
    }
    for (JsonCursor graph : written.member("graphs").elements()) {
      var form =
          new StepPrograms.BatchForm(
              Signatures.list(graph.member("inputs")), Signatures.list(graph.member("targets")));
      for (Signature input : form.inputs()) {
        if (input.shape().rank() == 0 || input.shape().size(0) > data.batchSize()) {
          throw graph.member("inputs").expected("a batch of at most %d", data.batchSize());
        }
      }
      if (!learner.programs().fingerprint(form).equals(graph.member("fingerprint").text())) {
        throw new CheckpointException(
            "checkpoint: it was written with another loss, penalty, gradient clip or layer: a step on"
                + " inputs %s and targets %s computed something else; resume with the same ones and"
                + " the same version of Gradus, or start a new training",
            form.inputs(), form.targets());
      }
    }
  }
}
