package gradus.table;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads a CSV file in two passes: what kinds its columns are of, and what they hold.
final class CsvTables {
  private final Path path;
  private final CsvFile file;
  private final CsvOptions options;
  private final List<ColumnKind> kinds = new ArrayList<>();
  private final Map<Integer, Words> words = new HashMap<>();
  private List<String> names = List.of();
  private boolean header;
  private @Nullable List<String> first;
  private long firstLine;
  private int rows;

  private CsvTables(Path path, CsvFile file, CsvOptions options) {
    this.path = path;
    this.file = file;
    this.options = options;
  }

  static Table read(Path path, CsvOptions options) throws FileException {
    CsvTables tables = scanned(path, options);
    return tables.read(tables.names(), null);
  }

  /// What a first pass over a file finds.
  static CsvTables scanned(Path path, CsvOptions options) throws FileException {
    CsvTables tables = new CsvTables(path, CsvFile.of(path, options), options);
    tables.scan();
    return tables;
  }

  private void scan() throws FileException {
    file.forEach(this::look);
    List<String> top = first;
    if (top == null) {
      throw new FormatException(path, 0, "it is empty", "give it a line of names and some rows");
    }
    header = options.header().orElseGet(() -> isHeader(top));
    if (!header) {
      see(top);
    } else if (rows == 0) {
      throw new FormatException(
          path, 0, "it has a line of names but no rows", "add rows, or read it without a header");
    }
    names = header ? names(top) : numbered(top.size());
  }

  List<String> names() {
    return names;
  }

  int rows() {
    return rows;
  }

  /// About how many bytes a column takes in memory.
  long bytes(String name) {
    return kinds.get(names.indexOf(name)).bytes(rows);
  }

  /// Whether a column holds categories or texts.
  boolean isOfWords(String name) {
    return switch (kinds.get(names.indexOf(name)).kind()) {
      case CATEGORIES, TEXTS -> true;
      case NUMBERS, DATES -> false;
    };
  }

  /// At most about how many bytes a network's inputs of a column take.
  long inputBytes(String name) {
    return Float.BYTES * (long) rows * kinds.get(names.indexOf(name)).features(rows);
  }

  /// Some columns.
  ///
  /// @param chosen the rows, or null for all
  Table read(List<String> columns, @Nullable BitSet chosen) throws FileException {
    int size = chosen == null ? rows : chosen.cardinality();
    List<Table> only = new ArrayList<>();
    chunks(columns, chosen, size, only::add);
    return only.getFirst();
  }

  /// Some columns, a number of rows after the other.
  ///
  /// @param chosen the rows, or null for all
  /// @param size the rows of each table but the last
  void chunks(List<String> columns, @Nullable BitSet chosen, int size, Tables consumer)
      throws FileException {
    int[] places = columns.stream().mapToInt(names::indexOf).toArray();
    var chunk = new Chunk(places, size, consumer);
    file.forEach((line, fields) -> {
      if (!header || line != firstLine) {
        if (chosen == null || chosen.get(chunk.row)) {
          chunk.add(fields);
        }
        chunk.row++;
      }
    });
    if (chunk.filled > 0) {
      chunk.flush();
    }
  }

  /// What takes one table after the other.
  interface Tables {
    void accept(Table table) throws FileException;
  }

  /// The rows that the next table will hold.
  private final class Chunk {
    private final int[] places;
    private final int size;
    private final Tables consumer;
    private List<Builder> builders = List.of();
    private int filled;
    private int row;

    Chunk(int[] places, int size, Tables consumer) {
      this.places = places;
      this.size = size;
      this.consumer = consumer;
    }

    void add(List<String> fields) throws FileException {
      if (filled == 0) {
        builders = IntStream.of(places).mapToObj(c -> builder(c, size)).toList();
      }
      for (int i = 0; i < places.length; i++) {
        builders.get(i).add(value(fields.get(places[i])));
      }
      if (++filled == size) {
        flush();
      }
    }

    void flush() throws FileException {
      consumer.accept(Table.of(builders.stream().map(Builder::build).toList()));
      filled = 0;
    }
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

  private Builder builder(int column, int rows) {
    String name = names.get(column);
    ColumnKind kind = kinds.get(column);
    return switch (kind.kind()) {
      case NUMBERS -> new NumberBuilder(name, kind, rows);
      case DATES -> new DateBuilder(name);
      case CATEGORIES -> new CategoryBuilder(name, words(column), rows);
      case TEXTS -> new TextBuilder(name);
    };
  }

  /// The words of a column in their order, found once.
  private Words words(int column) {
    return words.computeIfAbsent(column, c -> Words.of(kinds.get(c).words()));
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

    CategoryBuilder(String name, Words words, int rows) {
      this.name = name;
      this.words = words;
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
