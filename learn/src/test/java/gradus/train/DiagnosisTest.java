package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.JsonCursor;
import gradus.tensor.ArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of curves, on both sides of each threshold, and in which words.
class DiagnosisTest {
  private static History history(
      int epochs, IntToDoubleFunction loss, IntToDoubleFunction validation, double... accuracies) {
    List<History.Epoch> all =
        IntStream.range(0, epochs)
            .mapToObj(i -> {
              Map<String, Double> values = new LinkedHashMap<>();
              values.put("loss", loss.applyAsDouble(i));
              values.put("valLoss", validation.applyAsDouble(i));
              if (accuracies.length > 0) {
                values.put("accuracy", accuracies[0]);
                values.put("valAccuracy", accuracies[1]);
              }
              values.put("learningRate", 0.01);
              return new History.Epoch(i + 1, values, 1);
            })
            .toList();
    return new History(all);
  }

  private static Finding.Kind worst(History history) {
    return Diagnosis.of(history).worst().kind();
  }

  /// A loss that halves with every epoch, and ends in a noise of its own.
  private static double halving(int epoch) {
    return 2 * Math.pow(0.5, epoch);
  }

  @Test
  void hasNothingToSayOfNothing() {
    Diagnosis none = Diagnosis.of(History.empty());
    assertThat(none.worst().kind()).isEqualTo(Finding.Kind.TOO_EARLY);
    assertThat(none.isHealthy()).isTrue();
    // Learners that take turns call their losses by names of their own.
    Map<String, Double> values = Map.of("criticLoss", 0.5);
    History others = new History(List.of(new History.Epoch(1, values, 1)));
    assertThat(worst(others)).isEqualTo(Finding.Kind.TOO_EARLY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void doesNotPraiseTooEarly(int epochs) {
    History history = history(epochs, DiagnosisTest::halving, DiagnosisTest::halving);
    assertThat(Diagnosis.of(history).findings())
        .extracting(Finding::kind)
        .contains(Finding.Kind.TOO_EARLY)
        .doesNotContain(Finding.Kind.HEALTHY);
    History longer = history(4, DiagnosisTest::halving, DiagnosisTest::halving);
    assertThat(worst(longer)).isEqualTo(Finding.Kind.HEALTHY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void findsNumbersThatAreNone(double value) {
    Finding training = Diagnosis.of(history(5, i -> i == 3 ? value : 1, _ -> 1)).worst();
    assertThat(training.kind()).isEqualTo(Finding.Kind.NON_FINITE);
    assertThat(training.explanation().toString()).startsWith("In epoch 4 ");
    assertThat(worst(history(5, _ -> 1, i -> i == 1 ? value : 1)))
        .isEqualTo(Finding.Kind.NON_FINITE);
  }

  /// The training loss falls on; the validation loss is lowest in epoch 3 and ends as much higher.
  @Test
  void findsAValidationLossThatRises() {
    for (double rise : new double[] {1.1, 1.3}) {
      History history = history(9, DiagnosisTest::halving, i -> i < 3 ? 1 - 0.2 * i : 0.6 * rise);
      assertThat(worst(history))
          .isEqualTo(rise > 1.15 ? Finding.Kind.OVERFITTING : Finding.Kind.HEALTHY);
    }
    // Where the training loss rises too, it is not by heart that it learns.
    History both = history(9, i -> i < 3 ? 1 - 0.2 * i : 0.9, i -> i < 3 ? 1 - 0.2 * i : 0.9);
    assertThat(worst(both)).isNotEqualTo(Finding.Kind.OVERFITTING);
  }

  @Test
  void doesNotBlameAModelThatHasTheWeightsOfItsBestEpoch() {
    History history = history(9, DiagnosisTest::halving, i -> i < 3 ? 1 - 0.2 * i : 0.9);
    assertThat(Diagnosis.of(history, null, 9).worst().kind()).isEqualTo(Finding.Kind.OVERFITTING);
    Diagnosis best = Diagnosis.of(history, null, 3);
    assertThat(best.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.HEALTHY);
    assertThatThrownBy(() -> Diagnosis.of(history, null, 10))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("diagnosis: there is no epoch 10 among 9");
  }

  /// Losses of likelihoods may be negative, and shares of them say nothing.
  @Test
  void leavesLossesAloneThatAreNegative() {
    for (int sign : new int[] {1, -1}) {
      History history = history(9, i -> -2 - 0.3 * i, i -> -2 + sign * 0.3 * i);
      assertThat(Diagnosis.of(history).isHealthy()).isTrue();
    }
  }

  @Test
  void findsAccuraciesThatDiffer() {
    assertThat(worst(history(6, DiagnosisTest::halving, DiagnosisTest::halving, 0.99, 0.92)))
        .isEqualTo(Finding.Kind.HEALTHY);
    Finding found =
        Diagnosis.of(history(6, DiagnosisTest::halving, DiagnosisTest::halving, 0.99, 0.9)).worst();
    assertThat(found.kind()).isEqualTo(Finding.Kind.OVERFITTING);
    assertThat(found.explanation().toString()).contains("99.0%", "90.0%");
  }

  @Test
  void findsGuessingFromLossAndAccuracyTogether() {
    for (int classes : new int[] {2, 3, 10, 100}) {
      double loss = Math.log(classes);
      double chance = 1.0 / classes;
      assertThat(worst(history(6, _ -> loss, _ -> loss, chance, chance)))
          .isEqualTo(Finding.Kind.GUESSING);
      // A loss of ln 2 is no guessing where nine of ten are right.
      assertThat(worst(history(6, _ -> loss, _ -> loss, 0.95, 0.9)))
          .isNotEqualTo(Finding.Kind.GUESSING);
    }
  }

  @Test
  void findsALossThatFallsSteadilyAndSlowly() {
    assertThat(worst(history(8, i -> 2 - 0.1 * i, i -> 2.1 - 0.1 * i)))
        .isEqualTo(Finding.Kind.TOO_SLOW);
    // One that has settled is not slow.
    assertThat(worst(history(12, i -> 0.5 + halving(i), i -> 0.5 + halving(i))))
        .isEqualTo(Finding.Kind.HEALTHY);
  }

  @Test
  void findsALossThatJumps() {
    assertThat(worst(history(8, _ -> 0.7, i -> i % 2 == 0 ? 0.8 : 0.9)))
        .isEqualTo(Finding.Kind.NOISY);
    assertThat(worst(history(8, i -> 0.7 - 0.01 * i, i -> i % 2 == 0 ? 0.8 : 0.81)))
        .isNotEqualTo(Finding.Kind.NOISY);
  }

  @Test
  void findsAPlateauWhereLittleWasLearnt() {
    IntToDoubleFunction flat = i -> 1 + 1e-4 * (10 - i);
    assertThat(worst(history(10, flat, flat, 0.7, 0.7))).isEqualTo(Finding.Kind.PLATEAU);
    assertThat(worst(history(10, flat, flat, 0.98, 0.97))).isEqualTo(Finding.Kind.HEALTHY);
  }

  @Test
  void saysThatMoreEpochsWouldHelpBesideThatAllIsWell() {
    IntToDoubleFunction loss = i -> Math.pow(0.6, i);
    assertThat(Diagnosis.of(history(8, loss, loss, 0.98, 0.97)).findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.HEALTHY, Finding.Kind.STILL_LEARNING);
  }

  @Test
  void putsTheGravestFirst() {
    History history = history(9, DiagnosisTest::halving, i -> i < 3 ? 1 - 0.2 * i : 0.8);
    Probe.TrainingData data =
        new Probe.TrainingData(210, List.of(200L, 10L), List.of("well", "ill"));
    Probe.Scale scale = new Probe.Scale(120, 60, 0, 255);
    Probe probe = new Probe(500, 0.4, 0.69, scale, List.of(), List.of(), 1000, data);
    Diagnosis diagnosis = Diagnosis.of(history, probe);
    assertThat(diagnosis.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.UNSCALED, Finding.Kind.UNBALANCED, Finding.Kind.OVERFITTING);
    assertThat(diagnosis.findings())
        .isSortedAccordingTo((a, b) -> a.severity().compareTo(b.severity()));
    assertThat(diagnosis.complaints()).isEqualTo(diagnosis.findings());
    assertThat(diagnosis.toString()).contains("Class well has 200 samples", "95.2%");
  }

  @ParameterizedTest
  @EnumSource(Finding.Evidence.Form.class)
  void writesNumbersAsPeopleReadThem(Finding.Evidence.Form form) {
    var label = gradus.tensor.Message.of("loss");
    List<String> written =
        IntStream.of(1, 12_000)
            .mapToObj(n -> new Finding.Evidence(label, n, form, false).value().toString())
            .toList();
    assertThat(written)
        .isEqualTo(
            switch (form) {
              case NUMBER -> List.of("1", "12000");
              case PERCENT -> List.of("100.0%", "1200000.0%");
              case TIMES -> List.of("1.0×", "12000×");
              case COUNT -> List.of("1", "12,000");
              case EPOCH -> List.of("epoch 1", "epoch 12000");
            });
    assertThat(Finding.Evidence.number(0.04344)).isEqualTo("0.0434");
    assertThat(Finding.Evidence.number(0.5)).isEqualTo("0.5");
    assertThat(Finding.Evidence.number(100)).isEqualTo("100");
    assertThat(Finding.Evidence.number(1e-5)).isEqualTo("1.00e-05");
    assertThat(Finding.Evidence.number(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void saysTheSameInChineseAndAsJson() {
    History history = history(9, DiagnosisTest::halving, i -> i < 3 ? 1 - 0.2 * i : 0.8);
    Diagnosis diagnosis = Diagnosis.of(history);
    assertThat(diagnosis.in(Locale.SIMPLIFIED_CHINESE))
        .startsWith("在背题，没有在学\n训练损失一直降到 0.0078，验证损失却从第 3 轮的 0.6 涨到了 0.8")
        .contains("验证损失最低在: 第 3 轮", "+ .callbacks(earlyStopping(5))")
        .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,}");
    JsonCursor json = diagnosis.toJson(Locale.ENGLISH).cursor("diagnosis").elements().getFirst();
    assertThat(json.member("kind").text()).isEqualTo("OVERFITTING");
    assertThat(json.member("severity").text()).isEqualTo("WARNING");
    assertThat(json.member("title").text()).isEqualTo("It learns by heart");
    JsonCursor evidence = json.member("evidence").elements().getFirst();
    assertThat(evidence.member("number").number()).isEqualTo(3);
    assertThat(evidence.member("value").text()).isEqualTo("epoch 3");
    assertThat(json.member("remedy").member("settings").member("epochs").number()).isEqualTo(3);
    assertThat(json.member("remedy").member("added").elements().getFirst().text())
        .isEqualTo(".callbacks(earlyStopping(5))");
  }
}
