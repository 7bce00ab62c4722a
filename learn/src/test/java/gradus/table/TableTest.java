package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.io.Cells;
import gradus.io.FileException;
import gradus.io.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), CsvOptions.detected());
  }

  private Table read(byte[] bytes, CsvOptions options) throws IOException {
    return Table.readCsv(Files.write(folder.resolve("data.csv"), bytes), options);
  }

  private static List<String> texts(Table table, String name) {
    Column column = table.column(name);
    return IntStream.range(0, column.size()).mapToObj(column::text).toList();
  }

  @Test
  void findsTheKindOfEachColumn() throws IOException {
    Table table =
        read(
            """
            size,colour,day,remark,count
            1.5,red,2024-01-31,first,1
            -2e3,blue,2024-02-01,"second, with a comma",2
            ,red,2024-02-29,"a ""quoted"" word",NA
            7,?,,,4
            """);
    assertThat(table.names()).containsExactly("size", "colour", "day", "remark", "count");
    assertThat(table.rows()).isEqualTo(4);
    assertThat(table.column("size")).isInstanceOf(Column.Numbers.class);
    assertThat(table.column("colour")).isInstanceOf(Column.Categories.class);
    assertThat(table.column("day")).isInstanceOf(Column.Dates.class);
    assertThat(((Column.Numbers) table.column("count")).values())
        .containsExactly(1, 2, Double.NaN, 4);
    assertThat(texts(table, "remark"))
        .containsExactly("first", "second, with a comma", "a \"quoted\" word", "");
    assertThat(table.column("day").missing()).isEqualTo(1);
    assertThat(table.column("colour").missing()).isEqualTo(1);
    assertThat(texts(table, "size")).containsExactly("1.5", "-2000", "", "7");
  }

  @Test
  void readsEveryDelimiterEncodingAndEndOfLine() throws IOException {
    for (char delimiter : ",;\t|".toCharArray()) {
      String text = "名称,值\r\n苹果,1\r\n梨,2\r\n".replace(',', delimiter);
      for (String encoding : List.of("UTF-8", "GBK", "GB18030")) {
        Table table = read(text.getBytes(Charset.forName(encoding)), CsvOptions.detected());
        assertThat(table.names()).as(encoding + delimiter).containsExactly("名称", "值");
        assertThat(texts(table, "名称")).containsExactly("苹果", "梨");
      }
      Table marked =
          read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), CsvOptions.detected());
      assertThat(marked.names()).containsExactly("名称", "值");
    }
    Table latin =
        read(
            "n,x\ncafé,1\nthé,2\n".getBytes(StandardCharsets.ISO_8859_1),
            CsvOptions.detected().withCharset(StandardCharsets.ISO_8859_1));
    assertThat(texts(latin, "n")).containsExactly("café", "thé");
  }

  @Test
  void findsWhetherThereIsAHeader() throws IOException {
    assertThat(read("1,2\n3,4\n").names()).containsExactly("column1", "column2");
    assertThat(read("a,b\n3,4\n").names()).containsExactly("a", "b");
    assertThat(read("red,1\nblue,2\nred,3\n").names()).containsExactly("column1", "column2");
    assertThat(read("yes,no\nno,yes\nyes,yes\n").rows()).isEqualTo(3);
    assertThat(read("question,answer\nyes,no\nno,yes\n").rows()).isEqualTo(2);
    assertThat(read(",a\n0,1\n1,2\n").names()).containsExactly("column1", "a");
    byte[] text = "a,b\nc,d\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(text, CsvOptions.detected().withHeader(false)).rows()).isEqualTo(2);
    assertThat(read(text, CsvOptions.detected().withHeader(true)).rows()).isEqualTo(1);
  }

  @Test
  void keepsLinesInsideQuotes() throws IOException {
    Table table = read("a,b\n\"one\ntwo\",1\n\"three\",2\n");
    assertThat(texts(table, "a")).containsExactly("one\ntwo", "three");
  }

  @Test
  void readsDatesWhereItIsClearWhatComesFirst() throws IOException {
    Table table =
        read(
            """
            a,b,c,d,e,f
            2024-1-5,2024/01/05,2024年1月5日,5.1.2024,2024-01-05 13:45,2024-01-05T13:45:10Z
            """);
    for (String name : List.of("a", "b", "c", "d")) {
      assertThat(texts(table, name)).as(name).containsExactly("2024-01-05");
    }
    assertThat(texts(table, "e")).containsExactly("2024-01-05 13:45");
    assertThat(texts(table, "f")).containsExactly("2024-01-05 13:45:10");
    assertThat(read("a,b\n03/04/2024,1\n04/04/2024,2\n").column("a"))
        .isInstanceOf(Column.Categories.class);
    assertThat(read("a,b\n2024-02-30,1\n").column("a")).isInstanceOf(Column.Categories.class);
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertThatThrownBy(
            () -> read("a,b\n1,2\n\"x\ny\",3\n4,5,6\n7,8\n9,1\n2,3\n4,5\n6,7\n8,9\n1,1\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line 5: it has 3 fields, but line 1 has 2");
    assertThatThrownBy(() -> read("a,b,a\n1,2,3\n"))
        .hasMessageContaining("line 1: two columns are called \"a\"");
    assertThatThrownBy(() -> read("a,b\n1,\"2\n3,4\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("close every quote");
    assertThatThrownBy(() -> read("")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> read("a,b\n")).hasMessageContaining("no rows");
    assertThatThrownBy(() ->
            read(new byte[] {'a', ',', (byte) 0xff, (byte) 0xff, '\n'}, CsvOptions.detected()))
        .hasMessageContaining("neither UTF-8 nor GBK");
    assertThatThrownBy(() -> Table.readCsv(folder)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> Table.readCsv(folder.resolve("none.csv")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("does not exist");
  }

  private static Table numbered(int rows) {
    double[] id = IntStream.range(0, rows).asDoubleStream().toArray();
    int[] codes = IntStream.range(0, rows).map(row -> row % 10 == 0 ? 1 : 0).toArray();
    int[] groups = IntStream.range(0, rows).map(row -> row / 4).toArray();
    List<String> names = IntStream.rangeClosed(0, rows / 4).mapToObj(i -> "g" + i).toList();
    return Table.of(
        new Column.Numbers("id", id),
        new Column.Categories("class", List.of("common", "rare"), codes),
        new Column.Categories("group", names, groups));
  }

  private static Set<String> rows(Table table, String name) {
    return new HashSet<>(texts(table, name));
  }

  private static void dividesAll(TableSplit split, int first, int rest) {
    assertThat(split.first().rows()).isEqualTo(first);
    assertThat(split.rest().rows()).isEqualTo(rest);
    Set<String> all = rows(split.first(), "id");
    all.addAll(rows(split.rest(), "id"));
    assertThat(all).hasSize(first + rest);
  }

  @Test
  void splitsInFourWays() {
    Table table = numbered(200);
    dividesAll(table.split(0.7, 1), 140, 60);
    assertThat(rows(table.split(0.7, 1).first(), "id"))
        .isEqualTo(rows(table.split(0.7, 1).first(), "id"))
        .isNotEqualTo(rows(table.split(0.7, 2).first(), "id"));

    TableSplit stratified = table.stratifiedSplit("class", 0.8, 3);
    dividesAll(stratified, 160, 40);
    assertThat(texts(stratified.rest(), "class").stream().filter("rare"::equals).count())
        .isEqualTo(4);

    TableSplit grouped = table.groupedSplit("group", 0.5, 4);
    dividesAll(grouped, 100, 100);
    Set<String> shared = rows(grouped.first(), "group");
    shared.retainAll(rows(grouped.rest(), "group"));
    assertThat(shared).isEmpty();

    TableSplit timely =
        table
            .rows(IntStream.range(0, 200).map(row -> 199 - row).toArray())
            .chronologicalSplit("id", 0.75);
    dividesAll(timely, 150, 50);
    assertThat(texts(timely.first(), "id").getFirst()).isEqualTo("0");
    assertThat(texts(timely.rest(), "id").getFirst()).isEqualTo("150");
  }

  @Test
  void keepsRowsOfOneTimeTogether() {
    Table table = Table.of(new Column.Numbers("time", new double[] {3, 1, 2, 2, 2, 4}));
    TableSplit split = table.chronologicalSplit("time", 0.4);
    assertThat(texts(split.first(), "time")).containsExactly("1", "2", "2", "2");
    assertThatThrownBy(() ->
            Table.of(new Column.Numbers("time", new double[] {1, 1, 1}))
                .chronologicalSplit("time", 0.5))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leaves a part empty");
  }

  @Test
  void refusesWhatCannotBeSplit() {
    Table table = numbered(20);
    for (double fraction : new double[] {0, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> table.split(fraction, 1)).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> table.groupedSplit("group", fraction, 1))
          .isInstanceOf(DataException.class);
      assertThatThrownBy(() -> table.chronologicalSplit("id", fraction))
          .isInstanceOf(DataException.class);
    }
    assertThatThrownBy(() -> table.stratifiedSplit("id", 0.5, 1))
        .hasMessageContaining("withCategories");
    assertThatThrownBy(() -> table.chronologicalSplit("class", 0.5))
        .hasMessageContaining("neither dates nor numbers");
    assertThatThrownBy(() -> table.column("Id"))
        .hasMessageContaining("no column \"Id\"; there are id, class, group");
  }

  @Test
  void changesColumns() {
    Table table = numbered(40);
    assertThat(table.without("class").names()).containsExactly("id", "group");
    Table words = table.withCategories("id");
    assertThat(((Column.Categories) words.column("id")).categories())
        .startsWith("0", "1", "2", "3")
        .endsWith("39");
    assertThat(words.names()).isEqualTo(table.names());
    assertThatThrownBy(() -> table.rows(40)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> table.with(new Column.Numbers("short", new double[3])))
        .hasMessageContaining("has 3 rows, but those before it have 40");
  }

  /// Among numbers alone 2 comes before 10; beside other words it is a word like them, or no order
  /// would hold: 10, 1a, 2 and back to 10.
  @Test
  void ordersCategoriesAsNumbersOnlyWhereAllAre() {
    List<String> mixed = List.of("2", "10", "1a", "2");
    Table table = Table.of(new Column.Texts("t", mixed)).withCategories("t");
    Column.Categories words = (Column.Categories) table.column("t");
    assertThat(words.categories()).containsExactly("10", "1a", "2");
    assertThat(texts(table, "t")).isEqualTo(mixed);
    Column.Numbers numbers = new Column.Numbers("n", new double[] {10, 2, 10});
    Table ordered = Table.of(numbers).withCategories("n");
    assertThat(((Column.Categories) ordered.column("n")).categories()).containsExactly("2", "10");
  }

  @Test
  void printsItsFirstRowsInAlignedColumns() {
    Table table =
        Table.of(
            new Column.Numbers("x", new double[] {1, 10.5, Double.NaN}),
            new Column.Categories("word", List.of("a", "long"), new int[] {0, 1, -1}));
    assertThat(table)
        .hasToString(
            """
               x  word
               1  a
            10.5  long
               ·  ·
            3 rows\
            """);
  }

  @Test
  void alignsNamesOfDoubleWidth() {
    Table table =
        Table.of(
            new Column.Categories("城市", List.of("北京", "Oslo"), new int[] {0, 1}),
            new Column.Numbers("人口", new double[] {2189, 71}));
    assertThat(table).hasToString("城市  人口\n北京  2189\nOslo    71\n2 rows");
  }

  @Test
  void showsAsManyColumnsAsATerminal() {
    Table table =
        Table.of(
            IntStream.range(0, 30)
                .mapToObj(i -> new Column.Numbers("列" + i, new double[] {i, 1000 * i}))
                .toArray(Column[]::new));
    List<String> lines = table.toString().lines().toList();
    assertThat(lines).hasSize(4).allMatch(line -> Cells.width(line) <= 80);
    assertThat(lines.get(0)).startsWith("列0   列1   列2").endsWith("…");
    assertThat(lines.getLast()).isEqualTo("2 rows of 30 columns");
  }

  @Test
  void theTargetIsClassesWhereFewWholeNumbersComeOften() {
    double[] few = new double[40];
    double[] many = new double[40];
    for (int i = 0; i < few.length; i++) {
      few[i] = i % 3;
      many[i] = i;
    }
    few[4] = Double.NaN;
    Table table = Table.of(new Column.Numbers("few", few), new Column.Numbers("many", many));
    Table classes = table.withTarget("few");
    assertThat(classes.rows()).isEqualTo(39);
    assertThat(classes.column("few")).isInstanceOf(Column.Categories.class);
    assertThat(table.withTarget("many").column("many")).isInstanceOf(Column.Numbers.class);
  }

  @Test
  void readsBackTheCsvThatItWrites() throws IOException {
    Path file = folder.resolve("written.csv");
    String text = "名称,size,day\n\"a, \"\"b\"\"\",1.5,2024-02-29\n诗,-3,2025-01-01\n";
    Table table = Table.readCsv(Files.writeString(folder.resolve("given.csv"), text));
    table.writeCsv(file);
    assertThat(Files.readString(file)).isEqualTo(text);
    Table again = Table.readCsv(file);
    assertThat(again.names()).isEqualTo(table.names());
    assertThat(again.column("名称").text(0)).isEqualTo("a, \"b\"");
  }

  @Test
  void aSeriesHasItsPastInColumns() {
    Table table =
        Table.of(
            new Column.Numbers("t", new double[] {3, 1, 2, 4}),
            new Column.Numbers("x", new double[] {30, 10, 20, 40}));
    Table lagged = table.sorted("t").withLags("x", 2);
    assertThat(lagged.names()).containsExactly("t", "x", "x(-1)", "x(-2)");
    assertThat(texts(lagged, "x")).containsExactly("30", "40");
    assertThat(texts(lagged, "x(-1)")).containsExactly("20", "30");
    assertThat(texts(lagged, "x(-2)")).containsExactly("10", "20");
    assertThatThrownBy(() -> table.withLags("x", 4)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> table.withLags("x", 0)).isInstanceOf(DataException.class);
  }
}
