package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.io.Json;
import gradus.io.JsonException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableEncoderTest {
  private static final Column.Numbers SIZE = numbers("size", 1, 2, Double.NaN, 5);
  private static final Column.Categories COLOUR = words("colour", "red", "blue", "red", "green");
  private static final Column.Categories KIND = words("kind", "cat", "dog", "cat", "dog");
  private static final Column.Numbers PRICE = numbers("price", 10.5, 20, 30, 40);

  private static Column.Numbers numbers(String name, double... values) {
    return new Column.Numbers(name, values);
  }

  private static Column.Categories words(String name, String... words) {
    List<String> known =
        Arrays.stream(words).filter(w -> !w.isEmpty()).distinct().sorted().toList();
    return new Column.Categories(
        name, known, Arrays.stream(words).mapToInt(known::indexOf).toArray());
  }

  @Test
  void standardisesNumbersAndMarksThoseThatAreMissing() {
    TableEncoder encoder = TableEncoder.fit(Table.of(SIZE, KIND), "kind");
    assertThat(encoder.features()).containsExactly("size", "size=?");
    // Mean 8/3, deviation of the whole (as scikit-learn's StandardScaler): sqrt(26/9).
    float deviation = (float) Math.sqrt(26.0 / 9);
    assertThat(encoder.inputs(Table.of(SIZE)).toFloats())
        .containsExactly(
            new float[] {
              -5f / 3 / deviation, 0, -2f / 3 / deviation, 0, 0, 1, 7f / 3 / deviation, 0
            },
            within(1e-6f));
  }

  @Test
  void givesEachWordANumberAndUnknownOnesNone() {
    TableEncoder encoder = TableEncoder.fit(Table.of(COLOUR, KIND), "kind");
    assertThat(encoder.features()).containsExactly("colour=blue", "colour=green", "colour=red");
    Table other = Table.of(words("colour", "red", "violet", ""));
    assertThat(encoder.inputs(other).toFloats()).containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void placesDatesInTheYearAndTheWeek() {
    List<LocalDateTime> days =
        List.of(
            LocalDateTime.of(2024, 1, 1, 0, 0),
            LocalDateTime.of(2024, 12, 31, 0, 0),
            LocalDateTime.of(2024, 7, 1, 0, 0),
            LocalDateTime.of(2023, 1, 1, 0, 0));
    TableEncoder encoder = TableEncoder.fit(Table.of(new Column.Dates("day", days), KIND), "kind");
    assertThat(encoder.features())
        .containsExactly("day", "day sin(year)", "day cos(year)", "day sin(week)", "day cos(week)");
    float[][] rows = new float[4][];
    float[] values = encoder.inputs(Table.of(new Column.Dates("day", days))).toFloats();
    for (int row = 0; row < 4; row++) {
      rows[row] = Arrays.copyOfRange(values, row * 5, row * 5 + 5);
    }
    assertThat(rows[0][2]).isEqualTo(1);
    // The last day of the year is next to the first, and July on the other side.
    assertThat(rows[1][2]).isGreaterThan(0.999f);
    assertThat(rows[2][2]).isLessThan(-0.99f);
    // A Monday begins the week.
    assertThat(rows[0][4]).isEqualTo(1);
    assertThat(values[0] + values[5] + values[10] + values[15]).isCloseTo(0, within(1e-5f));
  }

  @Test
  void leavesOutWhatSaysNothingAndSaysSo() {
    Table table =
        Table.of(
            PRICE,
            numbers("same", 3, 3, 3, 3),
            words("one", "a", "a", "a", "a"),
            new Column.Texts("note", List.of("p", "q", "r", "s")),
            KIND);
    TableEncoder encoder = TableEncoder.fit(table, "kind");
    assertThat(encoder.features()).containsExactly("price");
    assertThat(encoder.notes())
        .map(Message::toString)
        .containsExactly(
            "column \"same\" is always the same and is left out",
            "column \"one\" is always the same and is left out",
            "column \"note\" holds texts without a word in common and is left out");
  }

  @Test
  void warnsOfColumnsThatGiveTheAnswerAway() {
    int rows = 60;
    int[] codes = IntStream.range(0, rows).map(row -> row % 2).toArray();
    double[] apart =
        IntStream.range(0, rows).mapToDouble(row -> row % 2 * 10 + row / 100.0).toArray();
    double[] mixed = IntStream.range(0, rows).mapToDouble(row -> row % 7).toArray();
    Table table =
        Table.of(
            new Column.Categories("target", List.of("no", "yes"), codes),
            new Column.Categories("copy", List.of("0", "1"), codes),
            numbers("apart", apart),
            numbers("mixed", mixed));
    assertThat(TableEncoder.fit(table, "target").notes())
        .map(Message::toString)
        .containsExactly(
            "column \"copy\" alone tells \"target\" for every row; is it known before the answer"
                + " is?",
            "column \"apart\" alone tells \"target\" for every row; is it known before the answer"
                + " is?");
    double[] doubled = Arrays.stream(mixed).map(value -> value * 2.5 + 1).toArray();
    Table values = Table.of(numbers("mixed", mixed), numbers("target", doubled));
    assertThat(TableEncoder.fit(values, "target").notes()).hasSize(1);
  }

  @Test
  void makesDataSetsOfClassesAndOfValues() {
    Dataset classes =
        TableEncoder.fit(Table.of(PRICE, KIND), "kind").dataset(Table.of(PRICE, KIND));
    assertThat(classes.classNames()).containsExactly("cat", "dog");
    assertThat(classes.labels()).containsExactly(0, 1, 0, 1);

    TableEncoder encoder = TableEncoder.fit(Table.of(KIND, PRICE), "price");
    Dataset values = encoder.dataset(Table.of(KIND, PRICE));
    assertThat(encoder.outputs()).isEqualTo(1);
    assertThat(encoder.classes()).isEmpty();
    List<Answer> answers = encoder.answers(values.targets());
    assertThat(answers)
        .map(Answer::value)
        .satisfies(back -> {
          assertThat(back.get(0)).isCloseTo(10.5, within(1e-5));
          assertThat(back.get(3)).isCloseTo(40, within(1e-5));
        });
  }

  @Test
  void takesFewWholeNumbersForClassesAndMoreForValues() {
    double[] few = IntStream.range(0, 40).mapToDouble(row -> row % 3).toArray();
    double[] many = IntStream.range(0, 40).mapToDouble(row -> row % 20).toArray();
    double[] x = IntStream.range(0, 40).mapToDouble(row -> row * row % 11).toArray();
    assertThat(TableEncoder.fit(Table.of(numbers("x", x), numbers("y", few)), "y").classes())
        .containsExactly("0", "1", "2");
    assertThat(TableEncoder.fit(Table.of(numbers("x", x), numbers("y", many)), "y").classes())
        .isEmpty();
    Table named = Table.of(numbers("x", x), numbers("y", many)).withCategories("y");
    assertThat(TableEncoder.fit(named, "y").classes()).hasSize(20);
  }

  @Test
  void answersInTheDatasWords() {
    TableEncoder encoder = TableEncoder.fit(Table.of(PRICE, KIND), "kind");
    List<Answer> answers = encoder.answers(Tensor.of(new float[][] {{0, 2}, {1, 1}}));
    assertThat(answers.getFirst().text()).isEqualTo("dog");
    assertThat(answers.getFirst().probability()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
    assertThat(answers.get(1).probability()).isEqualTo(0.5);
    assertThatThrownBy(() -> encoder.answers(Tensor.zeros(2, 3))).isInstanceOf(DataException.class);
  }

  @Test
  void comesBackFromJson() {
    List<LocalDateTime> days =
        IntStream.range(1, 5).mapToObj(day -> LocalDateTime.of(2024, day, day, day, 0)).toList();
    Table table = Table.of(SIZE, COLOUR, new Column.Dates("day", days), KIND, PRICE);
    for (String target : List.of("kind", "price")) {
      TableEncoder encoder = TableEncoder.fit(table, target);
      TableEncoder read =
          TableEncoder.fromJson(Json.parse(Json.compact(encoder.toJson())).cursor(""));
      assertThat(read.encodings()).isEqualTo(encoder.encodings());
      assertThat(read.target()).isEqualTo(encoder.target());
      assertThat(read.inputs(table).toFloats()).isEqualTo(encoder.inputs(table).toFloats());
    }
    for (String bad :
        List.of(
            "{}",
            "{\"columns\":[],\"target\":{\"column\":\"y\",\"classes\":[\"a\"]}}",
            "{\"columns\":[{\"kind\":\"x\",\"column\":\"a\"}],\"target\":{\"column\":\"y\"}}",
            "{\"columns\":[{\"kind\":\"scaled\",\"column\":\"a\",\"mean\":0,\"deviation\":0,"
                + "\"marksMissing\":false}],\"target\":{\"column\":\"y\",\"classes\":[\"a\"]}}")) {
      assertThatThrownBy(() -> TableEncoder.fromJson(Json.parse(bad).cursor("")))
          .isInstanceOf(JsonException.class);
    }
  }

  @Test
  void namesTheRowAndColumnThatIsWrong() {
    TableEncoder encoder = TableEncoder.fit(Table.of(PRICE, COLOUR, KIND), "kind");
    assertThatThrownBy(
            () -> encoder.inputs(Table.of(words("price", "cheap", "dear"), COLOUR.rows(0, 1))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 1 of column \"price\" is \"cheap\", and not a number");
    assertThatThrownBy(() -> encoder.inputs(Table.of(PRICE)))
        .hasMessageContaining("no column \"colour\"");
    Table other = Table.of(PRICE.rows(0), COLOUR.rows(0), words("kind", "cow"));
    assertThatThrownBy(() -> encoder.dataset(other))
        .hasMessageContaining("row 1 has the class \"cow\"");
    assertThatThrownBy(() -> TableEncoder.fit(Table.of(KIND, SIZE), "size"))
        .hasMessageContaining("1 of 4 rows have no value in the target");
    assertThatThrownBy(
            () -> TableEncoder.fit(Table.of(PRICE, words("one", "a", "a", "a", "a")), "one"))
        .hasMessageContaining("nothing to learn");
    assertThatThrownBy(() -> TableEncoder.fit(Table.of(PRICE), "price"))
        .hasMessageContaining("no column besides");
    assertThatThrownBy(() ->
            TableEncoder.fit(
                Table.of(PRICE, new Column.Texts("t", List.of("a", "b", "c", "d"))), "t"))
        .hasMessageContaining("withCategories");
    assertThat(encoder.inputs(Table.of(PRICE.rows(), COLOUR.rows())).shape())
        .isEqualTo(Shape.of(0, 4));
  }
}
