package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TermsTest {
  private static final Column.Texts TEXTS =
      new Column.Texts(
          "t", List.of("The cat sat on the mat", "the dog SAT", "a dog and a cat", "birds"));

  private static Terms terms() {
    return Objects.requireNonNull(Terms.of(TEXTS, 100));
  }

  private static float[] written(Terms terms, String text) {
    float[] to = new float[terms.weights().size() + 2];
    terms.write(new Column.Texts("t", List.of(text)), 0, to, 1);
    assertThat(to[0]).isZero();
    assertThat(to[to.length - 1]).isZero();
    return Arrays.copyOfRange(to, 1, to.length - 1);
  }

  /// scikit-learn 1.9: `TfidfVectorizer(sublinear_tf=True, min_df=2)`, times a quarter of the root
  /// of the number of terms.
  @Test
  void weighsTermsAsScikitLearnDoes() {
    Terms terms = terms();
    assertThat(terms.features()).containsExactly("t ~ cat", "t ~ dog", "t ~ sat", "t ~ the");
    assertThat(terms.weights().values())
        .allSatisfy(weight -> assertThat(weight).isEqualTo(1.5108256237659907, within(1e-12)));
    float factor = 2f / 4;
    assertThat(written(terms, TEXTS.values().get(0)))
        .containsExactly(
            new float[] {factor * 0.45329466f, 0, factor * 0.45329466f, factor * 0.76749457f},
            within(1e-6f));
    assertThat(written(terms, "the dog sat"))
        .containsExactly(
            new float[] {0, factor * 0.57735027f, factor * 0.57735027f, factor * 0.57735027f},
            within(1e-6f));
    assertThat(written(terms, "nothing known")).containsOnly(0);
    assertThat(written(terms, "")).containsOnly(0);
  }

  @Test
  void takesChineseCharactersAndPairsOfThem() {
    assertThat(Terms.terms("深度 learning，学习率0.1"))
        .containsExactly("深", "深度", "度", "learning", "学", "学习", "习", "习率", "率", "0", "1")
        .hasSize(11);
  }

  @Test
  void keepsTheMostFrequentTerms() {
    assertThat(Objects.requireNonNull(Terms.of(TEXTS, 2)).weights()).hasSize(2);
    assertThat(Terms.of(new Column.Texts("t", List.of("a", "b")), 10)).isNull();
  }

  @Test
  void isKeptAsJson() {
    Table table =
        Table.of(TEXTS, new Column.Categories("kind", List.of("x", "y"), new int[] {0, 1, 0, 1}));
    TableEncoder encoder = TableEncoder.fit(table, "kind");
    String json = Json.compact(encoder.toJson());
    TableEncoder again = TableEncoder.fromJson(Json.parse(json).cursor("encoder"));
    assertThat(again.encodings()).isEqualTo(encoder.encodings());
    assertThat(again.inputs(table).toFloats()).isEqualTo(encoder.inputs(table).toFloats());
    String damaged = json.replace("\"cat\",", "");
    assertThatThrownBy(() -> TableEncoder.fromJson(Json.parse(damaged).cursor("encoder")))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("a weight for each of 3 different terms");
  }
}
