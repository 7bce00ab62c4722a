package gradus.course.features;

import gradus.plot.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// Numbers that a person thought up to describe a digit, each computed from its 28 by 28 pixels of
/// 0 (paper) to 1 (ink).
enum Feature {
  /// How much ink there is.
  INK {
    @Override
    List<Text> names() {
      return List.of(Text.of("ink", "笔墨"));
    }

    @Override
    double[] of(float[] image) {
      double sum = 0;
      for (float pixel : image) {
        sum += pixel;
      }
      return new double[] {sum / image.length};
    }
  },
  /// How much the digit is like its mirror image, left to right and top to bottom.
  SYMMETRY {
    @Override
    List<Text> names() {
      return List.of(Text.of("left = right", "左右对称"), Text.of("top = bottom", "上下对称"));
    }

    @Override
    double[] of(float[] image) {
      double across = 0;
      double down = 0;
      double all = 1e-9;
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double pixel = image[y * SIDE + x];
          across += pixel * image[y * SIDE + SIDE - 1 - x];
          down += pixel * image[(SIDE - 1 - y) * SIDE + x];
          all += pixel * pixel;
        }
      }
      return new double[] {across / all, down / all};
    }
  },
  /// How many pieces of paper the ink encloses: none in a 1, one in a 0, two in an 8.
  HOLES {
    @Override
    List<Text> names() {
      return List.of(Text.of("holes", "孔"));
    }

    @Override
    double[] of(float[] image) {
      return new double[] {holes(image)};
    }
  },
  /// How many strokes each of four rows and four columns crosses.
  CROSSINGS {
    @Override
    List<Text> names() {
      List<Text> names = new ArrayList<>();
      LINES.forEach(line -> names.add(Text.of("row " + line, "第 " + line + " 行")));
      LINES.forEach(line -> names.add(Text.of("column " + line, "第 " + line + " 列")));
      return names;
    }

    @Override
    double[] of(float[] image) {
      double[] strokes = new double[2 * LINES.size()];
      for (int i = 0; i < LINES.size(); i++) {
        strokes[i] = strokes(image, LINES.get(i) * SIDE, 1);
        strokes[LINES.size() + i] = strokes(image, LINES.get(i), SIDE);
      }
      return strokes;
    }
  },
  /// How the ink is spread over seven bands of rows and seven of columns.
  PROFILES {
    @Override
    List<Text> names() {
      return IntStream.range(0, 2 * BANDS)
          .mapToObj(i -> Text.of("band " + (i + 1), "条带 " + (i + 1)))
          .toList();
    }

    @Override
    double[] of(float[] image) {
      double[] bands = new double[2 * BANDS];
      double all = 1e-9;
      for (int i = 0; i < image.length; i++) {
        bands[i / SIDE * BANDS / SIDE] += image[i];
        bands[BANDS + i % SIDE * BANDS / SIDE] += image[i];
        all += image[i];
      }
      for (int i = 0; i < bands.length; i++) {
        bands[i] /= all;
      }
      return bands;
    }
  },
  /// How much of the edges runs in each of eight directions.
  DIRECTIONS {
    @Override
    List<Text> names() {
      return IntStream.range(0, ANGLES).mapToObj(i -> Text.of(i * 180 / ANGLES + "°")).toList();
    }

    @Override
    double[] of(float[] image) {
      double[] directions = new double[ANGLES];
      double all = 1e-9;
      for (int y = 1; y < SIDE - 1; y++) {
        for (int x = 1; x < SIDE - 1; x++) {
          double dx = image[y * SIDE + x + 1] - image[y * SIDE + x - 1];
          double dy = image[(y - 1) * SIDE + x] - image[(y + 1) * SIDE + x];
          double size = Math.hypot(dx, dy);
          // An edge runs at a right angle to where brightness changes, and has no two ends.
          double turn = (Math.atan2(dy, dx) / Math.PI + 2.5) % 1;
          directions[(int) Math.round(turn * ANGLES) % ANGLES] += size;
          all += size;
        }
      }
      for (int i = 0; i < ANGLES; i++) {
        directions[i] /= all;
      }
      return directions;
    }
  };

  static final int SIDE = 28;
  private static final int BANDS = 7;
  private static final int ANGLES = 8;
  private static final List<Integer> LINES = List.of(6, 11, 16, 21);
  private static final double HALF = 0.5;

  /// What each of the numbers is called.
  abstract List<Text> names();

  /// The numbers of an image.
  abstract double[] of(float[] image);

  /// Fills the paper from the border; each piece of paper that is left is a hole.
  static int holes(float[] image) {
    boolean[] seen = new boolean[image.length];
    for (int i = 0; i < SIDE; i++) {
      fill(image, seen, i);
      fill(image, seen, (SIDE - 1) * SIDE + i);
      fill(image, seen, i * SIDE);
      fill(image, seen, i * SIDE + SIDE - 1);
    }
    int holes = 0;
    for (int i = 0; i < image.length; i++) {
      holes += fill(image, seen, i) > 1 ? 1 : 0;
    }
    return holes;
  }

  /// Marks the paper around a pixel, and says how many pixels it is.
  private static int fill(float[] image, boolean[] seen, int from) {
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    int filled = 0;
    while (!open.isEmpty()) {
      int at = open.pop();
      if (seen[at] || image[at] > HALF) {
        continue;
      }
      seen[at] = true;
      filled++;
      if (at % SIDE > 0) {
        open.push(at - 1);
      }
      if (at % SIDE < SIDE - 1) {
        open.push(at + 1);
      }
      if (at >= SIDE) {
        open.push(at - SIDE);
      }
      if (at < image.length - SIDE) {
        open.push(at + SIDE);
      }
    }
    return filled;
  }

  /// How often ink begins along a line of pixels.
  private static int strokes(float[] image, int from, int step) {
    int strokes = 0;
    boolean ink = false;
    for (int i = 0; i < SIDE; i++) {
      boolean now = image[from + i * step] > HALF;
      strokes += now && !ink ? 1 : 0;
      ink = now;
    }
    return strokes;
  }
}
