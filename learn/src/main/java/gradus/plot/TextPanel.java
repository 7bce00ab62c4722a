package gradus.plot;

import java.util.List;

/// A card of notes among the charts, such as how to choose an activation function.
///
/// @param title what stands above the notes
/// @param paragraphs the notes; long lines are wrapped, and a newline starts a new line
public record TextPanel(Text title, List<Text> paragraphs) implements Panel {
  /// Copies the list.
  public TextPanel {
    paragraphs = List.copyOf(paragraphs);
  }

  /// A card with the given paragraphs.
  public static TextPanel of(Text title, Text... paragraphs) {
    return new TextPanel(title, List.of(paragraphs));
  }
}
