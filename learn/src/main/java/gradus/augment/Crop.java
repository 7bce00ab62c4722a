package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// A part of a picture at a random place.
///
/// @param height the part's rows
/// @param width the part's columns
/// @param padding the rows and columns that are added on each side before, filled with `fill`
/// @param fill the value around the picture
record Crop(int height, int width, int padding, float fill) implements SampleAugmentation {
  Crop {
    Limits.atLeastOne("crop", "the number of rows", height);
    Limits.atLeastOne("crop", "the number of columns", width);
    Limits.size("crop", "the padding", padding);
  }

  @Override
  public String name() {
    return "crop(" + height + ", " + width + ", padding " + padding + ", fill " + fill + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture from = Picture.of("crop", sample);
    long rows = from.height() + 2L * padding - height;
    long columns = from.width() + 2L * padding - width;
    if (rows < 0 || columns < 0) {
      throw new DataException(
          "crop: %d x %d does not fit into %d x %d with padding %d; take a smaller part, or more"
              + " padding",
          height, width, from.height(), from.width(), padding);
    }
    Draws draws = new Draws(key);
    int top = draws.below((int) rows + 1) - padding;
    int left = draws.below((int) columns + 1) - padding;
    Picture part = from.sized(height, width);
    int place = 0;
    for (int c = 0; c < from.channels(); c++) {
      for (int row = top; row < top + height; row++) {
        for (int column = left; column < left + width; column++) {
          part.values()[place++] = from.at(c, row, column, fill);
        }
      }
    }
    return part.tensor();
  }
}
