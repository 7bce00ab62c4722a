package gradus.table;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads a CSV file in two passes: what kinds its columns are of, and what they hold.
final class CsvTables {
  private final Path path;
  private final CsvFile file;
  private final CsvOptions options;
  private final List<ColumnKind> kinds = new ArrayList<>();
  private @Nullable List<String> first;
  private long firstLine;
  private int rows;

  private CsvTables(Path path, CsvFile file, CsvOptions options) {
    this.path = path;
    this.file = file;
    this.options = options;
  }

  static Table read(Path path, CsvOptions options) throws FileException {
    return new CsvTables(path, CsvFile.of(path, options), options).table();
  }

  private Table table() throws FileException {
    file.forEach(this::look);
    List<String> top = first;
    if (top == null) {
      throw new FormatException(path, 0, "it is empty", "give it a line of names and some rows");
    }
    boolean header = options.header().orElseGet(() -> isHeader(top));
    if (!header) {
      see(top);
    } else if (rows == 0) {
      throw new FormatException(
          path, 0, "it has a line of names but no rows", "add rows, or read it without a header");
    }
    List<String> names = header ? names(top) : numbered(top.size());
    List<Builder> builders = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      builders.add(builder(names.get(c), kinds.get(c)));
    }
    file.forEach((line, fields) -> {
      if (!header || line != firstLine) {
        for (int c = 0; c < builders.size(); c++) {
          builders.get(c).add(value(fields.get(c)));
        }
      }
    });
    return Table.of(builders.stream().map(Builder::build).toList());
  }

  private void look(long line, List<String> fields) throws FileException {
    List<String> top = first;
    if (top == null) {
      first = fields;
      firstLine = line;
      fields.forEach(_ -> kinds.add(new ColumnKind(decimalCommas())));
      return;
    }
    if (fields.size() != top.size()) {
      throw FormatException.inLine(
          path,
          line,
          Message.of("it has %d fields, but line %d has %d", fields.size(), firstLine, top.size()),
          Message.of("put fields that hold a separator into quotes, and leave none out"));
    }
    see(fields);
  }

  private boolean decimalCommas() {
    return file.delimiter() != ',';
  }

  private void see(List<String> fields) {
    for (int c = 0; c < fields.size(); c++) {
      String value = value(fields.get(c));
      if (!value.isEmpty()) {
        kinds.get(c).see(value);
      }
    }
    rows++;
  }

  /// A field without the blanks around it; empty where it says that there is no value.
  private String value(String field) {
    String value = field.strip();
    return options.missing().contains(value) ? "" : value;
  }

  /// A name stands over a column of numbers or dates, or differs from every word below it.
  private boolean isHeader(List<String> top) {
    if (top.stream().anyMatch(name -> ColumnKind.isNumber(name.strip(), decimalCommas()))
        || top.stream().allMatch(String::isBlank)) {
      return false;
    }
    if (rows == 0) {
      return true;
    }
    boolean overNumbers = false;
    boolean amongWords = false;
    for (int c = 0; c < top.size(); c++) {
      ColumnKind.Kind kind = kinds.get(c).kind();
      overNumbers |= kind == ColumnKind.Kind.NUMBERS || kind == ColumnKind.Kind.DATES;
      amongWords |= kinds.get(c).words().contains(top.get(c).strip());
    }
    return overNumbers || !amongWords;
  }

  private List<String> names(List<String> top) throws FileException {
    List<String> names = new ArrayList<>();
    Set<String> different = new HashSet<>();
    for (int c = 0; c < top.size(); c++) {
      String name = top.get(c).strip();
      String kept = name.isEmpty() ? numbered(top.size()).get(c) : name;
      if (!different.add(kept)) {
        throw FormatException.inLine(
            path,
            firstLine,
            Message.of("two columns are called \"%s\"", kept),
            Message.of("give each column a name of its own"));
      }
      names.add(kept);
    }
    return names;
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(c -> "column" + c).toList();
  }

  private Builder builder(String name, ColumnKind kind) {
    return switch (kind.kind()) {
      case NUMBERS -> new NumberBuilder(name, kind, rows);
      case DATES -> new DateBuilder(name);
      case CATEGORIES -> new CategoryBuilder(name, kind.words(), rows);
      case TEXTS -> new TextBuilder(name);
    };
  }

  private interface Builder {
    void add(String value);

    Column build();
  }

  private static final class NumberBuilder implements Builder {
    private final String name;
    private final ColumnKind kind;
    private final double[] values;
    private int size;

    NumberBuilder(String name, ColumnKind kind, int rows) {
      this.name = name;
      this.kind = kind;
      values = new double[rows];
    }

    @Override
    public void add(String value) {
      Double number = kind.value(value);
      values[size++] = number == null ? Double.NaN : number;
    }

    @Override
    public Column build() {
      return new Column.Numbers(name, size == values.length ? values : Arrays.copyOf(values, size));
    }
  }

  private static final class CategoryBuilder implements Builder {
    private final String name;
    private final Words words;
    private final int[] codes;
    private int size;

    CategoryBuilder(String name, Set<String> words, int rows) {
      this.name = name;
      this.words = Words.of(words);
      codes = new int[rows];
    }

    @Override
    public void add(String value) {
      codes[size++] = words.place(value);
    }

    @Override
    public Column build() {
      return new Column.Categories(
          name, words.ordered(), size == codes.length ? codes : Arrays.copyOf(codes, size));
    }
  }

  private static final class DateBuilder implements Builder {
    private final String name;
    private final List<@Nullable LocalDateTime> values = new ArrayList<>();

    DateBuilder(String name) {
      this.name = name;
    }

    @Override
    public void add(String value) {
      values.add(Dates.of(value));
    }

    @Override
    public Column build() {
      return new Column.Dates(name, values);
    }
  }

  private static final class TextBuilder implements Builder {
    private final String name;
    private final List<String> values = new ArrayList<>();

    TextBuilder(String name) {
      this.name = name;
    }

    @Override
    public void add(String value) {
      values.add(value);
    }

    @Override
    public Column build() {
      return new Column.Texts(name, values);
    }
  }
}
