package gradus.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/// The widths of text in one Java font, as it is drawn.
final class AwtWidths implements TextMeasure {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Font font;

  AwtWidths(Font font) {
    this.font = font;
  }

  Font font(Typeface face) {
    int style = face.bold() ? Font.BOLD : Font.PLAIN;
    return font.deriveFont(style, (float) face.size());
  }

  @Override
  public double width(String text, Typeface face) {
    return text.isEmpty() ? 0 : font(face).getStringBounds(text, CONTEXT).getWidth();
  }
}
