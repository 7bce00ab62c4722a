package gradus.course.limits;

import gradus.course.Option;
import gradus.plot.Text;

/// Sheets that are small enough to ask about every picture on them.
public enum Sheet implements Option {
  ROW_4(1, 4),
  ROW_6(1, 6),
  ROW_8(1, 8),
  BLOCK_2X2(2, 2),
  BLOCK_2X3(2, 3),
  BLOCK_2X4(2, 4),
  BLOCK_3X3(3, 3);

  private final int rows;
  private final int columns;

  Sheet(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /// The sheet itself.
  Retina retina() {
    return new Retina(rows, columns);
  }

  @Override
  public Text title() {
    return Text.of(rows + " × " + columns);
  }
}
