package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may not be meant as it is read, and numbers that cannot be calculated with.
class DoubtsTest {
  @TempDir private Path folder;

  private Table read(String text) throws IOException {
    return Table.readCsv(Files.writeString(folder.resolve("t.csv"), text));
  }

  private static List<String> texts(List<Message> doubts) {
    return doubts.stream().map(Message::toString).toList();
  }

  private static Column.Texts texts(String... values) {
    return new Column.Texts("x", List.of(values));
  }

  @Test
  void namesTheFirstRowThatIsNoNumber() throws IOException {
    Table table = read("a,b\n1,u\n2,v\ninf,u\n4,v\n?,u\n");
    assertThat(texts(table.doubts()))
        .containsExactly(
            "column \"a\" is taken for words, though 3 of its 4 values are numbers; row 3 is"
                + " \"inf\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,234.5", "12%", "12 %", "$20", "3,5", "1'000.25", "-1,000,000", "20元"})
  void findsNumbersThatAreWrittenInAnotherWay(String written) {
    List<Message> doubts = Table.of(texts(written, written, "-3")).doubts();
    assertThat(texts(doubts)).singleElement().asString().contains("write them as 1234.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "2024-03-01", "A4", "1/2", "3 rooms", "12:30", "version 2"})
  void leavesOtherWordsAlone(String word) {
    assertThat(Table.of(texts(word, word, word)).doubts()).isEmpty();
    assertThat(Table.of(texts("", "", "")).doubts()).isEmpty();
  }

  @Test
  void namesWordsThatTrainingDidNotHave() throws IOException {
    TableEncoder encoder = TableEncoder.fit(read("a,b,y\n1,u,0\n2,v,1\n3,u,2.5\n"), "y");
    assertThat(encoder.doubts(read("a,b\n1,u\n2,v\n"))).isEmpty();
    assertThat(texts(encoder.doubts(read("a,b\n1,u\n2,w\n3,\n4,x\n"))))
        .containsExactly(
            "2 of 4 rows have words in \"b\" that the training part did not have, and that count as"
                + " none: row 2 is \"w\"");
  }

  @Test
  void readsDecimalsAfterACommaWhereThatSeparatesNoFields() throws IOException {
    Table table = read("a;b;c\n0,5;1.234,25;u\n-12;7;v\n3,25e2;0,125;u\n");
    assertThat(((Column.Numbers) table.column("a")).values()).containsExactly(0.5, -12, 325);
    assertThat(((Column.Numbers) table.column("b")).values()).containsExactly(1234.25, 7, 0.125);
    assertThat(table.column("c")).isInstanceOf(Column.Categories.class);
    Table tabs = read("a\tb\n0,5\tu\n1,5\tv\n");
    assertThat(tabs.column("a")).isInstanceOf(Column.Numbers.class);
    assertThat(tabs.names()).containsExactly("a", "b");
  }

  @Test
  void doesNotGuessWhetherACommaStandsBeforeThousands() throws IOException {
    Table table = read("a;b\n1,250;u\n2,500;v\n");
    assertThat(table.column("a")).isInstanceOf(Column.Categories.class);
    Table mixed = read("a;b\n1.5;1\n2,5;2\n3;3\n");
    assertThat(mixed.column("a")).isInstanceOf(Column.Categories.class);
    assertThat(texts(mixed.doubts())).singleElement().asString().contains("row 2 is \"2,5\"");
    Table quoted = read("a,b\n\"1,5\",1\n\"2,5\",2\n");
    assertThat(quoted.column("a")).isInstanceOf(Column.Categories.class);
    assertThat(texts(quoted.doubts())).singleElement().asString().contains("look like numbers");
  }

  @Test
  void refusesNumbersThatCannotBeSquared() throws IOException {
    Table table = read("a,y\n1,0.5\n1e308,1.5\n3,2.5\n");
    assertThatThrownBy(() -> TableEncoder.fit(table, "y"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"a\" holds 1.0E308, too large to calculate with");
    assertThatThrownBy(() -> TableEncoder.fit(table, "a"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("too large to calculate with");
    TableEncoder encoder = TableEncoder.fit(read("a,y\n1,0.5\n2,1.5\n3,2.5\n"), "y");
    assertThatThrownBy(() -> encoder.inputs(table))
        .isInstanceOf(DataException.class)
        .hasMessage("table: row 2 of column \"a\" is 1.0E308, too large to calculate with");
    Tensor answers = Tensor.of(Shape.of(2, 1), new float[] {1, Float.NaN});
    assertThatThrownBy(() -> encoder.answers(answers))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the model's answer for row 2 is NaN");
  }

  @Test
  void skipsBlankLinesAndRefusesZeroBytes() throws IOException {
    assertThat(read("a,b\n1,2\n   \n3,4\n \t \n").rows()).isEqualTo(2);
    assertThatThrownBy(() -> read(" \n\t\n")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> read("a,b\n1,2\n3,x\0y\n"))
        .hasMessageContaining("t.csv, line 3: a zero byte, which no text has");
  }
}
