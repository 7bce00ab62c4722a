package gradus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a layout puts its marks. It knows the language and how wide text is, cleans what is
/// written and fits it to the room there is.
final class Canvas {
  private static final String ELLIPSIS = "\u2026";
  private static final String CLOSING = "，。、；：！？）》」』”";

  private final TextMeasure measure;
  private final Locale locale;
  private final List<Mark> marks = new ArrayList<>();

  Canvas(TextMeasure measure, Locale locale) {
    this.measure = measure;
    this.locale = locale;
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }

  /// An empty canvas for marks that will be clipped.
  Canvas part() {
    return new Canvas(measure, locale);
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  void clip(Box box, Canvas part) {
    marks.add(new Mark.Clip(box, part.marks));
  }

  void line(double x1, double y1, double x2, double y2, Mark.Stroke stroke) {
    marks.add(new Mark.Polyline(Values.of(x1, x2), Values.of(y1, y2), stroke));
  }

  /// A level or upright line on the pixel grid, so that it is as thin as it can be.
  void hairline(double x1, double y1, double x2, double y2, Color color) {
    double shiftX = x1 == x2 ? Math.floor(x1) + 0.5 - x1 : 0;
    double shiftY = y1 == y2 ? Math.floor(y1) + 0.5 - y1 : 0;
    line(x1 + shiftX, y1 + shiftY, x2 + shiftX, y2 + shiftY, Mark.Stroke.of(color, 1));
  }

  void fill(Box box, Color color) {
    marks.add(new Mark.Rectangle(box, 0, color, null));
  }

  void outline(Box box, Mark.Stroke stroke) {
    marks.add(new Mark.Rectangle(box, 0, null, stroke));
  }

  void text(String text, double x, double y, Typeface face, Color color, Mark.Anchor anchor) {
    text(Words.of(text), x, y, face, color, anchor);
  }

  void text(Words words, double x, double y, Typeface face, Color color, Mark.Anchor anchor) {
    turned(words, x, y, face, color, anchor, 0);
  }

  void turned(
      Words words,
      double x,
      double y,
      Typeface face,
      Color color,
      Mark.Anchor anchor,
      double degrees) {
    if (!words.isEmpty()) {
      marks.add(new Mark.Label(words, x, y, face, color, anchor, degrees, false));
    }
  }

  void haloed(String text, double x, double y, Typeface face, Color color, Mark.Anchor anchor) {
    if (!text.isEmpty()) {
      marks.add(new Mark.Label(Words.of(text), x, y, face, color, anchor, 0, true));
    }
  }

  double width(Words words, Typeface face) {
    return words.width(measure, face);
  }

  double width(String text, Typeface face) {
    return measure.width(text, face);
  }

  /// A label in the figure's language on one line, without characters that cannot be drawn.
  String read(Text text) {
    return clean(text.in(locale)).replace('\n', ' ');
  }

  /// A label in the figure's language, cut with an ellipsis where it is wider than the room.
  String fit(Text text, double room, Typeface face) {
    return fit(read(text), room, face);
  }

  private String fit(String text, double room, Typeface face) {
    if (measure.width(text, face) <= room) {
      return text;
    }
    int[] codePoints = text.codePoints().toArray();
    int low = 0;
    int high = codePoints.length;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean fits = measure.width(cut(codePoints, middle), face) <= room;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return cut(codePoints, low);
  }

  private static String cut(int[] codePoints, int length) {
    return new String(codePoints, 0, length).stripTrailing() + ELLIPSIS;
  }

  /// A label in the figure's language, broken into lines that fit the room: between words, between
  /// Chinese characters, and within a word only where it is wider than a line.
  List<String> wrap(Text text, double room, Typeface face) {
    List<String> lines = new ArrayList<>();
    if (!text.isEmpty()) {
      clean(text.in(locale)).lines().forEach(line -> wrap(line, room, face, lines));
    }
    return lines;
  }

  private void wrap(String text, double room, Typeface face, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String piece : pieces(text)) {
      if (measure.width((line + piece).stripTrailing(), face) > room && !line.isEmpty()) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(piece);
      while (measure.width(line.toString().stripTrailing(), face) > room && line.length() > 1) {
        int keep = fitting(line, room, face);
        lines.add(line.substring(0, keep).strip());
        line.delete(0, keep);
      }
    }
    lines.add(line.toString().strip());
  }

  private int fitting(CharSequence text, double room, Typeface face) {
    int end = Character.charCount(Character.codePointAt(text, 0));
    while (end < text.length()) {
      int next = end + Character.charCount(Character.codePointAt(text, end));
      if (measure.width(text.subSequence(0, next).toString(), face) > room) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean mayBreak = false;
    for (int codePoint : text.codePoints().toArray()) {
      boolean ideograph = Character.isIdeographic(codePoint);
      // A Chinese comma or full stop never starts a line, so it stays with what precedes it.
      boolean closing = CLOSING.indexOf(codePoint) >= 0;
      if ((mayBreak || ideograph) && !closing && !piece.isEmpty()) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(codePoint);
      mayBreak = codePoint == ' ' || ideograph || closing;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean drawable = c < 0xd800 || (c > 0xdfff && c != 0xfffe && c != 0xffff);
          boolean control = c != '\n' && Character.isISOControl(c);
          clean.appendCodePoint(control ? ' ' : drawable ? c : 0xfffd);
        });
    return clean.toString();
  }
}
