package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.tanh;
import static gradus.train.Finding.Kind.DEAD;
import static gradus.train.Finding.Kind.EXPLODED;
import static gradus.train.Finding.Kind.GUESSING;
import static gradus.train.Finding.Kind.HEALTHY;
import static gradus.train.Finding.Kind.NOISY;
import static gradus.train.Finding.Kind.NON_FINITE;
import static gradus.train.Finding.Kind.OVERFITTING;
import static gradus.train.Finding.Kind.PLATEAU;
import static gradus.train.Finding.Kind.SATURATED;
import static gradus.train.Finding.Kind.TOO_SLOW;
import static gradus.train.Finding.Kind.UNBALANCED;
import static gradus.train.Finding.Kind.UNSCALED;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.ClassBalance;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Initializers;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Each fault is made in a real training and found; what is advised is done, and helps; and nothing
/// is found where there is no fault.
class DiagnosisTrainingTest {
  private static final Dataset TRAIN = Patterns.of(4000, 1);
  private static final Dataset VALIDATION = Patterns.of(1000, 2);
  private static final int EPOCHS = 8;
  private static final Case HEALTHY_CASE = train(model(relu()), Adam.of(1e-3));

  /// A training that has ended, and what is to be said of it.
  private record Case(History history, Probe probe) {
    Diagnosis diagnosis() {
      return Diagnosis.of(history, probe);
    }

    List<Finding.Kind> kinds() {
      return diagnosis().findings().stream().map(Finding::kind).toList();
    }

    double accuracy() {
      return history.last("valAccuracy");
    }
  }

  private static Model model(Layer activation) {
    return Model.of(
        Shape.of(Patterns.VALUES),
        seed(42),
        dense(64),
        activation,
        dense(32),
        activation,
        dense(10));
  }

  private static Case train(Model model, Optimizer optimizer) {
    return train(model, optimizer, TRAIN, VALIDATION, EPOCHS);
  }

  private static Case train(Model model, Optimizer optimizer, Schedule schedule) {
    return train(model, optimizer, schedule, TRAIN, VALIDATION, EPOCHS);
  }

  private static Case train(
      Model model, Optimizer optimizer, Dataset train, Dataset validation, int epochs) {
    return train(model, optimizer, Schedules.constant(), train, validation, epochs);
  }

  private static Case train(
      Model model,
      Optimizer optimizer,
      Schedule schedule,
      Dataset train,
      Dataset validation,
      int epochs) {
    History[] told = {History.empty()};
    Callback keeping =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            told[0] = run.history();
          }
        };
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, optimizer)
            .metrics(Metrics.accuracy())
            .schedule(schedule)
            .callbacks(keeping);
    try {
      trainer.fit(train.shuffle(42).batch(32), validation.batch(500), epochs);
    } catch (NonFiniteLossException brokeOff) {
      int epoch = told[0].epochs().size() + 1;
      Map<String, Double> values =
          Map.of("loss", Double.NaN, "learningRate", optimizer.learningRate());
      told[0] = told[0].plus(new History.Epoch(epoch, values, 0));
    }
    String before = Safetensors.weightsSha256(model.weights());
    Probe probe = Probe.of(model, Losses::crossEntropy, validation.shuffle(42).batch(32)).on(train);
    assertThat(Safetensors.weightsSha256(model.weights())).isEqualTo(before);
    return new Case(told[0], probe);
  }

  /// Requires that a fault is found first, that what is advised is done in `mended`, and that it
  /// helps.
  private static void assertFound(
      Finding.Kind kind, Finding.Severity severity, Case faulty, Case mended, double gain) {
    Finding worst = faulty.diagnosis().worst();
    assertThat(worst.kind()).as(faulty.diagnosis().toString()).isEqualTo(kind);
    assertThat(worst.severity()).isEqualTo(severity);
    assertThat(worst.evidence()).isNotEmpty().anyMatch(Finding.Evidence::isAlarming);
    assertThat(worst.remedy()).isNotNull();
    assertThat(faulty.diagnosis().isHealthy()).isFalse();
    // A training that broke off in its first epoch has no accuracy.
    double before = Double.isNaN(faulty.accuracy()) ? 0 : faulty.accuracy();
    assertThat(mended.accuracy() - before).isGreaterThan(gain);
  }

  private static Model of(LayerSpec... layers) {
    return Model.of(Shape.of(Patterns.VALUES), seed(42), layers);
  }

  @Test
  void hasNoComplaintOfHealthyTrainings() {
    Case[] healthy = {
      HEALTHY_CASE,
      train(model(relu()), Sgd.momentum(0.02, 0.9)),
      train(model(sigmoid()), Adam.of(5e-3)),
      train(model(leakyRelu()), Adam.of(2e-3)),
    };
    for (Case one : healthy) {
      assertThat(one.diagnosis().isHealthy()).as(one.diagnosis().toString()).isTrue();
      assertThat(one.kinds()).contains(HEALTHY);
      assertThat(one.diagnosis().complaints()).isEmpty();
      assertThat(Diagnosis.of(one.history()).isHealthy()).isTrue();
    }
  }

  @Test
  void findsARateThatIsTooHigh() {
    Case exploded = train(model(relu()), Sgd.momentum(2, 0.9));
    assertFound(
        EXPLODED,
        Finding.Severity.GRAVE,
        exploded,
        train(model(relu()), Sgd.momentum(0.02, 0.9)),
        0.8);
    assertThat(exploded.kinds()).containsExactly(EXPLODED, DEAD);
    assertThat(settings(exploded)).containsExactly(Map.entry("learningRate", 0.02));

    Case dead = train(model(relu()), Adam.of(0.2));
    assertFound(DEAD, Finding.Severity.GRAVE, dead, train(model(relu()), Adam.of(0.02)), 0.5);
    // Of the records alone no more is seen than what came of it.
    assertThat(Diagnosis.of(dead.history()).worst().kind()).isEqualTo(GUESSING);

    Case noisy = train(model(leakyRelu()), Adam.of(0.2));
    assertFound(
        NOISY, Finding.Severity.WARNING, noisy, train(model(leakyRelu()), Adam.of(0.02)), 0.02);
  }

  private static Map<String, Double> settings(Case one) {
    Finding.Remedy remedy = one.diagnosis().worst().remedy();
    return remedy == null ? Map.of() : remedy.settings();
  }

  @Test
  void findsATrainingThatBrokeOff() {
    Case broken = train(model(leakyRelu()), Sgd.momentum(20, 0.9));
    assertFound(NON_FINITE, Finding.Severity.GRAVE, broken, HEALTHY_CASE, 0.8);
  }

  @Test
  void findsARateThatIsTooLow() {
    Case slow = train(model(relu()), Sgd.of(0.001));
    Case faster = train(model(relu()), Sgd.of(0.01));
    assertFound(TOO_SLOW, Finding.Severity.WARNING, slow, faster, 0.5);
    assertFound(TOO_SLOW, Finding.Severity.WARNING, faster, train(model(relu()), Sgd.of(0.1)), 0.1);
    assertThat(Diagnosis.of(slow.history()).worst().kind()).isEqualTo(TOO_SLOW);
    assertThat(settings(slow)).containsExactly(Map.entry("learningRate", 0.01));
  }

  @Test
  void findsAScheduleThatEndsWhatHadHardlyBegun() {
    Case slow = train(model(relu()), Sgd.of(0.003), Schedules.oneCycle(0.003, EPOCHS));
    assertFound(
        TOO_SLOW,
        Finding.Severity.WARNING,
        slow,
        train(model(relu()), Sgd.of(0.03), Schedules.oneCycle(0.03, EPOCHS)),
        0.3);
    assertThat(slow.diagnosis().toString()).contains("when the schedule made the learning rate");
    Case usual = train(model(relu()), Adam.of(1e-3), Schedules.oneCycle(1e-3, EPOCHS));
    assertThat(usual.diagnosis().isHealthy()).as(usual.diagnosis().toString()).isTrue();
  }

  @Test
  void findsLearningByHeart() {
    Case few = train(model(relu()), Adam.of(1e-3), TRAIN.take(800), VALIDATION, 40);
    assertFound(OVERFITTING, Finding.Severity.WARNING, few, HEALTHY_CASE, 0.04);
    assertThat(Diagnosis.of(few.history()).worst().kind()).isEqualTo(OVERFITTING);
    assertThat(few.diagnosis().toString()).contains("training samples: 800");
  }

  @Test
  void findsUnitsThatWereKilled() {
    var killed = dense(64).withBias(Initializers.constant(-30));
    var mended = dense(64).withWeights(Initializers.heNormal(), Initializers.zeros());
    Case dead = train(of(killed, relu(), dense(32), relu(), dense(10)), Sgd.of(0.05));
    assertFound(
        DEAD,
        Finding.Severity.GRAVE,
        dead,
        train(of(mended, leakyRelu(), dense(32), leakyRelu(), dense(10)), Sgd.of(0.05)),
        0.7);
    assertThat(dead.diagnosis().toString()).contains("leakyRelu()", "dead units in layer 1 (relu)");
  }

  @Test
  void findsInputsThatAreNotScaled() {
    Dataset train = Patterns.unscaled(4000, 1);
    Dataset validation = Patterns.unscaled(1000, 2);
    Case vain = train(model(relu()), Sgd.of(0.05), train, validation, EPOCHS);
    Finding.Remedy remedy = vain.diagnosis().worst().remedy();
    assertThat(remedy).isNotNull();
    String code = String.join("", remedy.added());
    Matcher numbers = Pattern.compile("normalize\\((\\d+\\.\\d+), (\\d+\\.\\d+)\\)").matcher(code);
    assertThat(numbers.find()).as(code).isTrue();
    double mean = Double.parseDouble(numbers.group(1));
    double deviation = Double.parseDouble(numbers.group(2));
    Case scaled =
        train(
            model(relu()),
            Sgd.of(0.05),
            train.normalize(mean, deviation),
            validation.normalize(mean, deviation),
            EPOCHS);
    assertFound(UNSCALED, Finding.Severity.GRAVE, vain, scaled, 0.7);
    // What follows from it has the same remedy.
    assertThat(vain.diagnosis().complaints())
        .hasSizeGreaterThan(1)
        .allMatch(one -> remedy.equals(one.remedy()));
  }

  @Test
  void findsClassesThatAreNotBalanced() {
    Dataset unbalanced = Patterns.unbalanced(4000, 20, 1);
    Case faulty = train(model(relu()), Adam.of(1e-3), unbalanced, VALIDATION, EPOCHS);
    Dataset balanced = ClassBalance.oversampled(unbalanced, 42);
    Case mended = train(model(relu()), Adam.of(1e-3), balanced, VALIDATION, EPOCHS);
    assertFound(UNBALANCED, Finding.Severity.WARNING, faulty, mended, 0.05);
    assertThat(faulty.diagnosis().toString())
        .contains("Class c3 has 400 samples to train on, class c0 has 20", "times as many: 20×");
    assertThat(mended.kinds()).doesNotContain(UNBALANCED);
  }

  @Test
  void findsInitialWeightsThatSaturate() {
    var large = dense(64).withWeight(Initializers.normal(3));
    Case saturated = train(of(large, tanh(), large, tanh(), dense(10)), Sgd.of(0.01));
    var usual = dense(64).withWeight(Initializers.glorotUniform());
    Case mended = train(of(usual, tanh(), usual, tanh(), dense(10)), Sgd.of(0.01));
    assertFound(SATURATED, Finding.Severity.WARNING, saturated, mended, 0.2);
    assertThat(saturated.diagnosis().toString()).contains("0.weight beside usual initial weights");
  }

  @Test
  void findsANetworkThatIsTooSmall() {
    Case small = train(of(dense(1), leakyRelu(), dense(10)), Adam.of(0.02), TRAIN, VALIDATION, 20);
    assertFound(PLATEAU, Finding.Severity.WARNING, small, HEALTHY_CASE, 0.3);
  }

  @Test
  void findsLabelsThatDoNotBelongToTheirInputs() {
    Dataset mixed = Dataset.of(TRAIN.inputs(), Patterns.mixedLabels(4000));
    Case guessing = train(of(dense(10)), Sgd.of(0.2), mixed, VALIDATION, EPOCHS);
    assertFound(GUESSING, Finding.Severity.GRAVE, guessing, HEALTHY_CASE, 0.7);
  }
}
