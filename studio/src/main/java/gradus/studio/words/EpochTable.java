package gradus.studio.words;

import gradus.io.Cells;
import gradus.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The columns in which the epochs of a training are told, on the console and in the report.
///
/// @param columns those after the epoch's number
public record EpochTable(List<Column> columns) {
  private static final int EPOCH_WIDTH = 7;

  /// One column.
  ///
  /// @param key its title is the text `train.KEY`
  /// @param width its width on the console
  /// @param value what stands in it
  public record Column(String key, int width, Function<History.Epoch, String> value) {
    public String titleKey() {
      return "train." + key;
    }
  }

  /// The table of a run on images of digits.
  public static EpochTable ofDigits() {
    return of(
        loss("loss", 10),
        accuracy("accuracy", 12),
        loss("valLoss", 13),
        accuracy("valAccuracy", 13));
  }

  /// The table of a run on a table whose rows are answered with numbers.
  public static EpochTable ofNumbers() {
    return of(loss("loss", 10), loss("mae", 12), loss("valLoss", 13), loss("valMae", 13));
  }

  /// The table of a run on text.
  ///
  /// @param tokensPerCharacter how many tokens a character takes
  public static EpochTable ofText(double tokensPerCharacter) {
    return of(
        loss("loss", 10),
        loss("valLoss", 13),
        new Column("perplexity", 13, epoch -> Numbers.fixed(Math.exp(epoch.value("valLoss")))),
        new Column(
            "bits",
            12,
            epoch ->
                Numbers.fixed(
                    Numbers.bitsPerCharacter(epoch.value("valLoss"), tokensPerCharacter))));
  }

  /// A table of some columns, followed by the learning rate and the time.
  private static EpochTable of(Column... columns) {
    List<Column> all = new ArrayList<>(List.of(columns));
    all.add(new Column("rate", 12, epoch -> Numbers.rate(epoch.value("learningRate"))));
    all.add(new Column("seconds", 9, epoch -> Numbers.seconds(epoch.seconds())));
    return new EpochTable(List.copyOf(all));
  }

  private static Column loss(String key, int width) {
    return new Column(key, width, epoch -> Numbers.loss(epoch.value(key)));
  }

  private static Column accuracy(String key, int width) {
    return new Column(key, width, epoch -> Numbers.percent(epoch.value(key)));
  }

  /// The line of titles.
  public String head(Messages messages) {
    var line = new StringBuilder(first(messages.text("train.epoch")));
    columns.forEach(c -> line.append(Cells.right(messages.text(c.titleKey()), c.width())));
    return line.toString();
  }

  /// The line of an epoch.
  public String row(int epochs, History.Epoch epoch) {
    var line = new StringBuilder(first(epoch.number() + "/" + epochs));
    columns.forEach(c -> line.append(Cells.right(c.value().apply(epoch), c.width())));
    return line.toString();
  }

  /// A text as wide as the first column.
  public static String first(String text) {
    return Cells.right(text, EPOCH_WIDTH);
  }
}
