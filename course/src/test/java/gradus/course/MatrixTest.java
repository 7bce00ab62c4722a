package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.plot.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final String EDGES = "-1,0,1;-2,0,2;-1,0,1";

  @Test
  void matricesAreWrittenAsTheyAreRead() {
    Matrix matrix = Matrix.parse(EDGES);
    assertThat(matrix.side()).isEqualTo(3);
    assertThat(matrix.numbers()).startsWith(-1.0, 0.0, 1.0, -2.0);
    assertThat(matrix.toFloats()).startsWith(-1, 0, 1, -2);
    assertThat(matrix.written()).isEqualTo(EDGES);
    assertThat(Matrix.parse(" -1, -0, 1.00; -2,0,2;-1,0,1 ")).isEqualTo(matrix);
    assertThat(Matrix.of(0.11111, -0.00001, 100, 0, 0, 0, 0, 0, 0.5).written())
        .isEqualTo("0.1111,0,100;0,0,0;0,0,0.5");
  }

  /// Whatever a person sets, a link brings back.
  @Test
  void whateverIsSetComesBack() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int side = random.nextBoolean() ? 3 : 5;
      double[] numbers = new double[side * side];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Math.rint(random.nextGaussian() * 1e5) / 1e4 + 0.0;
      }
      Matrix matrix = Matrix.of(numbers);
      assertThat(Matrix.parse(matrix.written())).isEqualTo(matrix);
    }
  }

  @Test
  void whatIsNoMatrixIsToldInBothLanguages() {
    for (String bad :
        List.of(
            "",
            "1",
            "1,2;3,4",
            "0,0,0;0,0;0,0,0",
            "0,0,0;0,a,0;0,0,0",
            "0,0,0;0,0,0",
            ";;",
            "0,0,0;0,0,0;0,0,0;",
            "0,0,0;0,0,0;0,0,0,0",
            "0;".repeat(100_000))) {
      assertThatThrownBy(() -> Matrix.parse(bad))
          .isInstanceOfSatisfying(
              CourseException.class,
              refused -> {
                assertThat(refused).hasMessageContaining("must be 3 rows of 3 numbers or 5 of 5");
                assertThat(refused.explanation().in(Locale.CHINESE)).contains("3 行 3 列");
              });
    }
    assertThatThrownBy(() -> Matrix.parse("0,0,0;0,NaN,0;0,0,0"))
        .hasMessage("matrix: its numbers must be finite, got NaN");
    assertThatThrownBy(() -> Matrix.of(1, 2))
        .hasMessage("matrix: there must be 9 or 25 numbers, got 2");
  }

  enum Some implements Matrix.Preset {
    THE_MIDDLE,
    THE_EDGES;

    @Override
    public Text title() {
      return Text.of(name());
    }

    @Override
    public Matrix matrix() {
      return Matrix.parse(this == THE_EDGES ? EDGES : "0,0,0;0,1,0;0,0,0");
    }
  }

  record Squared(
      @Control(
              en = "kernel",
              zh = "卷积核",
              min = -4,
              max = 4,
              presets = Some.class,
              initial = "the-middle")
          Matrix kernel)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  record Nameless(
      @Control(en = "k", zh = "核", min = 0, max = 1, initial = "0,0,0;0,1,0;0,0,0") Matrix k)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  record Boundless(@Control(en = "k", zh = "核", initial = "0,0,0;0,1,0;0,0,0") Matrix k)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  @Test
  void aMatrixIsASetting() {
    ExperimentType type = ExperimentType.of("squared", "Squared", "方阵", Squared.class);
    assertThat(type.settings().getFirst().kind())
        .isInstanceOfSatisfying(
            Setting.Kind.Matrix.class,
            kind -> {
              assertThat(kind.max()).isEqualTo(4);
              assertThat(kind.presets())
                  .extracting(Matrix.Named::name)
                  .containsExactly("the-middle", "the-edges");
            });
    assertThat(type.written(type.initial())).containsEntry("kernel", "the-middle");
    Experiment edges = type.of(Map.of("kernel", EDGES));
    assertThat(edges).isEqualTo(type.of(Map.of("kernel", "the-edges")));
    assertThat(type.written(edges)).containsEntry("kernel", "the-edges");
    String own = "0,0,0;0,2.5,0;0,0,0";
    assertThat(type.written(type.of(Map.of("kernel", own)))).containsEntry("kernel", own);
    ExperimentType nameless = ExperimentType.of("nameless", "Nameless", "无名", Nameless.class);
    assertThat(nameless.written(nameless.initial())).containsEntry("k", "0,0,0;0,1,0;0,0,0");
  }

  @Test
  void whatCannotBeSetIsTold() {
    ExperimentType type = ExperimentType.of("squared", "Squared", "方阵", Squared.class);
    assertThatThrownBy(() -> type.of(Map.of("kernel", "middle")))
        .hasMessage(
            "kernel: must be one of the-middle, the-edges, or rows of numbers such as"
                + " 0,0,0;0,1,0;0,0,0, got \"middle\"");
    assertThatThrownBy(() -> type.of(Map.of("kernel", "0,0,0;0,5,0;0,0,0")))
        .hasMessage("kernel: must be from -4 to 4, got 5");
    assertThatThrownBy(() -> ExperimentType.of("boundless", "Boundless", "无界", Boundless.class))
        .hasMessageContaining("Boundless.k needs bounds");
  }
}
