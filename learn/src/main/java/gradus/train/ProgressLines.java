package gradus.train;

import gradus.io.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells each epoch on a line of a table, whose columns are named above the first one.
final class ProgressLines implements Callback {
  private static final int NARROWEST = 9;

  private final Consumer<String> lines;
  private boolean begun;

  ProgressLines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void onStart(TrainingRun run) {
    begun = false;
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    String all = Integer.toString(run.epochs());
    String first =
        "epoch " + Cells.right(Integer.toString(epoch.number()), all.length()) + "/" + all;
    List<String> names = new ArrayList<>(epoch.values().keySet());
    var head = new StringBuilder(" ".repeat(Cells.width(first)));
    var row = new StringBuilder(first);
    for (String name : names) {
      int width = 2 + Math.max(NARROWEST, Cells.width(name));
      head.append(Cells.right(name, width));
      row.append(Cells.right(String.format(Locale.ROOT, "%.4g", epoch.value(name)), width));
    }
    head.append(Cells.right("seconds", NARROWEST));
    row.append(Cells.right(String.format(Locale.ROOT, "%.1f", epoch.seconds()), NARROWEST));
    // Together, so that there is one call for each epoch.
    lines.accept(begun ? row.toString() : head + "\n" + row);
    begun = true;
  }

  @Override
  public String name() {
    return "progress";
  }
}
