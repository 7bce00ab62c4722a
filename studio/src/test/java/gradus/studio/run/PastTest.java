package gradus.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.table.Column;
import gradus.table.Table;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastTest {
  private static final Past CHANGES = new Past("y", 3, true);
  private static final Past NUMBERS = new Past("y", 3, false);

  private static Table series(double... values) {
    return Table.of(new Column.Numbers("y", values));
  }

  private static double[] numbers(Table table, String column) {
    return ((Column.Numbers) table.column(column)).values();
  }

  @Test
  void showsHowFarEarlierRowsAreFromTheOneBefore() {
    Table lagged = CHANGES.of(series(1, 4, 9, 16, 25));
    assertThat(lagged.names()).containsExactly("y", "y(-1)", "y(-2)", "y(-3)");
    assertThat(numbers(lagged, "y")).containsExactly(16, 25);
    assertThat(numbers(lagged, "y(-1)")).containsExactly(9, 16);
    assertThat(numbers(lagged, "y(-2)")).containsExactly(4 - 9, 9 - 16);
    assertThat(numbers(lagged, "y(-3)")).containsExactly(1 - 9, 4 - 16);
    assertThat(numbers(CHANGES.answers(lagged), "y")).containsExactly(16 - 9, 25 - 16);
  }

  @Test
  void leavesNumbersAsTheyAreWhereTheyAreAnswered() {
    Table lagged = NUMBERS.of(series(1, 4, 9, 16, 25));
    assertThat(numbers(lagged, "y(-3)")).containsExactly(1, 4);
    assertThat(numbers(NUMBERS.answers(lagged), "y")).containsExactly(16, 25);
    assertThat(NUMBERS.start(lagged)).containsExactly(0, 0);
  }

  @Test
  void tellsTheNumbersAgain() {
    var random = new Random(2);
    for (int round = 0; round < 50; round++) {
      double[] values = random.ints(12, -100, 100).asDoubleStream().toArray();
      for (Past past : new Past[] {CHANGES, NUMBERS}) {
        Table lagged = past.of(series(values));
        double[] start = past.start(lagged);
        double[] answers = numbers(past.answers(lagged), "y");
        for (int row = 0; row < answers.length; row++) {
          assertThat(answers[row] + start[row]).isEqualTo(values[row + 3]);
          for (int lag = 1; lag <= 3; lag++) {
            assertThat(past.before(lagged, lag)[row]).isEqualTo(values[row + 3 - lag]);
          }
        }
      }
    }
  }

  @Test
  void fillsABeginningThatIsNotKnown() {
    double[] values = {Double.NaN, 5, Double.NaN, Double.NaN, 7};
    CHANGES.fillBeginning(values);
    assertThat(values).containsExactly(5, 5, 5, Double.NaN, 7);
    double[] none = {Double.NaN};
    CHANGES.fillBeginning(none);
    assertThat(none).containsExactly(0);
  }

  @Test
  void runsThatWereBegunBeforeAnswerNumbers() {
    TableSettings usual = TableSettings.usual(Path.of("/data/t.csv"), "y");
    String stored = Json.compact(usual.toJson());
    assertThat(stored).contains("\"changes\":false", "\"form\":\"rows\"", "\"augment\":[]");
    String before =
        stored
            .replace("\"changes\":false,", "")
            .replace("\"form\":\"rows\",", "")
            .replace("\"augment\":[],", "");
    assertThat(before).doesNotContain("changes", "form\":\"", "augment");
    assertThat(Settings.fromJson(Json.parse(before).cursor("run"))).isEqualTo(usual);
  }
}
