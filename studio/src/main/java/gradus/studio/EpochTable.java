package gradus.studio;

import gradus.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The columns in which the epochs of a training are told, on the console and in the report.
///
/// @param columns those after the epoch's number
record EpochTable(List<Column> columns) {
  private static final int EPOCH_WIDTH = 7;

  /// One column.
  ///
  /// @param key its title is the text `train.KEY`
  /// @param width its width on the console
  /// @param value what stands in it
  record Column(String key, int width, Function<History.Epoch, String> value) {
    String titleKey() {
      return "train." + key;
    }
  }

  /// A table of some columns, followed by the learning rate and the time.
  static EpochTable of(Column... columns) {
    List<Column> all = new ArrayList<>(List.of(columns));
    all.add(new Column("rate", 12, epoch -> Numbers.rate(epoch.value("learningRate"))));
    all.add(new Column("seconds", 9, epoch -> Numbers.seconds(epoch.seconds())));
    return new EpochTable(List.copyOf(all));
  }

  /// A column of losses, by their name in the history.
  static Column loss(String key, int width) {
    return new Column(key, width, epoch -> Numbers.loss(epoch.value(key)));
  }

  /// The line of titles.
  String head(Session session) {
    var line = new StringBuilder(first(session.text("train.epoch")));
    columns.forEach(c -> line.append(Cells.right(session.text(c.titleKey()), c.width())));
    return line.toString();
  }

  /// The line of an epoch.
  String row(int epochs, History.Epoch epoch) {
    var line = new StringBuilder(first(epoch.number() + "/" + epochs));
    columns.forEach(c -> line.append(Cells.right(c.value().apply(epoch), c.width())));
    return line.toString();
  }

  /// A text as wide as the first column.
  static String first(String text) {
    return Cells.right(text, EPOCH_WIDTH);
  }
}
