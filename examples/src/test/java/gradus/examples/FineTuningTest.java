package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.LoadReport;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FineTuningTest {
  private static Model old;

  @BeforeAll
  static void trainTheBody() {
    old = FineTuning.network(3, 1);
    FineTuning.trainer(old).fit(FineTuning.arms(1, 1500).shuffle(1).batch(50), 40);
  }

  @Test
  void fewPointsAreEnoughForANewHead() {
    double alone = accuracy(FineTuning.network(2, 7));
    double withBody = accuracy(FineTuning.withNewHead(old, 7));

    assertThat(withBody).isGreaterThan(0.97);
    assertThat(1 - withBody).isLessThan((1 - alone) / 3);
  }

  @Test
  void theBodyStaysAsItWas() {
    Map<String, Tensor> before = old.weights();
    Model model = FineTuning.withNewHead(old, 7);
    assertThat(model.parameters().keySet()).containsExactly("4.weight", "4.bias");
    Tensor head = model.weights().get("4.weight");

    accuracy(model);

    Map<String, Tensor> after = model.weights();
    assertThat(after.get("0.weight").toFloats()).isEqualTo(before.get("0.weight").toFloats());
    assertThat(after.get("2.bias").toFloats()).isEqualTo(before.get("2.bias").toFloats());
    assertThat(after.get("4.weight").toFloats()).isNotEqualTo(head.toFloats());
  }

  @Test
  void theOldHeadDoesNotFit() {
    LoadReport report = FineTuning.network(2, 1).loadMatching(old.weights());

    assertThat(report.taken()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(report.different()).hasSize(2);
  }

  private static double accuracy(Model model) {
    Trainer trainer = FineTuning.trainer(model);
    trainer.fit(FineTuning.firstOrNot(2, 48).shuffle(2).batch(16), 100);
    return trainer.evaluate(FineTuning.firstOrNot(3, 1000).batch(100)).value("accuracy");
  }
}
