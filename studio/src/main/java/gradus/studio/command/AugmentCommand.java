package gradus.studio.command;

import gradus.augment.Lexicon;
import gradus.augment.TextAugmentation;
import gradus.data.Batch;
import gradus.data.PictureFolder;
import gradus.data.PlainText;
import gradus.io.Cells;
import gradus.io.FileException;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Panel;
import gradus.plot.Picture;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.studio.console.Session;
import gradus.studio.run.AugmentKind;
import gradus.studio.run.Samples;
import gradus.studio.run.ShownAugmentation;
import gradus.studio.run.TextAugmentKind;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.table.Column;
import gradus.table.Table;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.words.MixedWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus augment`: what augmentations do to a picture, a series or a text.
@Command(name = "augment", sortOptions = false)
final class AugmentCommand implements Callable<Integer> {
  private static final int CHANGED = 8;
  private static final int COLUMNS = 3;
  private static final int CHANNELS = 3;
  private static final int SHOWN_SERIES = 4;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;

  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", descriptionKey = "param.augment")
  private @Nullable String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      descriptionKey = "param.augment.file")
  private @Nullable Path file;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.augment.out")
  private @Nullable Path out;

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private long seed = 42;

  AugmentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (kind == null) {
      list();
      return 0;
    }
    ShownAugmentation chosen = ShownAugmentation.all().get(kind);
    switch (chosen) {
      case AugmentKind sample when areClasses(given(sample)) ->
          new AugmentSafety(session).tell(sample, given(sample).toString(), seed);
      case AugmentKind sample -> draw(sample, given(sample));
      case TextAugmentKind text -> show(text);
    }
    return 0;
  }

  /// Whether labelled pictures are named, and not one.
  private static boolean areClasses(Path file) {
    return Files.isDirectory(file) || Samples.isPublished(file.toString());
  }

  private Path given(ShownAugmentation chosen) {
    if (file == null) {
      throw new UserException("error.augment.file", chosen.title());
    }
    return file;
  }

  private void show(TextAugmentKind chosen) throws FileException {
    Lexicon lexicon = MixedWords.lexicon();
    TextAugmentation augmentation = chosen.augmentation(lexicon);
    Path from = given(chosen);
    if (out != null && !out.toString().endsWith(".csv")) {
      throw new UserException("error.augment.csv", PathText.shown(out));
    }
    List<String> before = TextChanges.texts(PlainText.read(from));
    List<String> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      after.add(augmentation.apply(before.get(i), RandomKey.of(seed).fold(i)));
    }
    new TextChanges(session, lexicon).tell(before, after);
    if (out != null) {
      Table.of(new Column.Texts("before", before), new Column.Texts("after", after)).writeCsv(out);
      session.tell(session.text("augment.saved", PathText.shown(out)));
    }
  }

  private void draw(AugmentKind chosen, Path from) throws FileException {
    Path to = out == null ? Path.of(chosen.title() + ".png") : out;
    Figure figure = chosen.isOfPictures() ? pictures(chosen, from) : series(chosen, from, to);
    figure.in(session.messages().language().locale()).save(to);
    session.tell(session.text("augment.saved", PathText.shown(to)));
  }

  private void list() {
    List<List<String>> rows = new ArrayList<>();
    for (ShownAugmentation one : ShownAugmentation.all().byName().values()) {
      String samples =
          switch (one) {
            case AugmentKind kind -> kind.isOfPictures() ? "augment.pictures" : "augment.series";
            case TextAugmentKind _ -> "augment.texts";
          };
      rows.add(List.of(one.title(), session.text(samples), session.text("augment." + one.title())));
    }
    int first = Cells.widest(rows.stream().map(List::getFirst).toList());
    int second = Cells.widest(rows.stream().map(row -> row.get(1)).toList());
    for (List<String> row : rows) {
      session.say(
          session.style().bold(Cells.left(row.get(0), first))
              + "  "
              + Cells.left(row.get(1), second)
              + "  "
              + row.get(2));
    }
    session.say();
    session.tell(session.text("augment.text"));
    session.tell(session.text("augment.translator"));
  }

  private Tensor changed(AugmentKind chosen, Tensor sample, int number) {
    Batch batch = Batch.of(List.of(sample), List.of());
    return chosen.augmentation().apply(batch, RandomKey.of(seed).fold(number)).input();
  }

  private Figure pictures(AugmentKind chosen, Path from) throws FileException {
    Tensor picture =
        PictureFolder.picture(from, Shape.of(CHANNELS, AugmentKind.SIDE, AugmentKind.SIDE));
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    tiles.add(ImageGrid.Tile.of(Picture.of(picture.squeeze(0)), both("augment.before")));
    for (int i = 1; i <= CHANGED; i++) {
      Tensor one = changed(chosen, picture, i).squeeze(0).clip(0, 1);
      tiles.add(ImageGrid.Tile.of(Picture.of(one), Text.of(Integer.toString(i))));
    }
    return Figure.of(new ImageGrid(both("augment." + chosen.title()), COLUMNS, tiles));
  }

  private Figure series(AugmentKind chosen, Path from, Path to) throws FileException {
    Table table = Table.readCsv(from);
    List<Column.Numbers> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column instanceof Column.Numbers numbers && numbers.missing() == 0) {
        columns.add(numbers);
      }
    }
    if (columns.isEmpty()) {
      throw new UserException("error.augment.series", PathText.shown(from));
    }
    float[] values = new float[table.rows() * columns.size()];
    for (int row = 0; row < table.rows(); row++) {
      for (int c = 0; c < columns.size(); c++) {
        values[row * columns.size() + c] = (float) columns.get(c).values()[row];
      }
    }
    Tensor before = Tensor.of(Shape.of(1, table.rows(), columns.size()), values);
    double[] after = changed(chosen, before, 1).toDoubles();
    List<Panel> panels = new ArrayList<>();
    List<Column> answers = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      double[] one = new double[table.rows()];
      for (int row = 0; row < one.length; row++) {
        one[row] = after[row * columns.size() + c];
      }
      Column.Numbers column = columns.get(c);
      answers.add(new Column.Numbers(column.name(), one));
      Values times = Values.counting(0, one.length);
      if (c < SHOWN_SERIES) {
        panels.add(
            LineChart.of(
                Text.of(column.name()),
                Series.of(both("augment.before"), times, Values.of(column.values())),
                Series.of(both("augment.after"), times, Values.of(one))));
      }
    }
    Path csv =
        to.resolveSibling(String.valueOf(to.getFileName()).replaceFirst("\\.\\w+$", "") + ".csv");
    Table.of(answers).writeCsv(csv);
    session.tell(session.text("augment.saved", PathText.shown(csv)));
    return Figure.of(both("augment." + chosen.title()), 1, panels)
        .withSize(WIDTH, HEIGHT * panels.size());
  }

  private static Text both(String key) {
    return Text.of(
        new Messages(Language.ENGLISH).text(key), new Messages(Language.CHINESE).text(key));
  }
}
