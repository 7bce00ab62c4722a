package gradus.studio.run;

import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Map;

/// An augmentation that `gradus augment` shows.
public sealed interface ShownAugmentation permits AugmentKind, TextAugmentKind {
  /// The name that the command takes.
  String title();

  /// All of them: of pictures, series and texts.
  static Choices<ShownAugmentation> all() {
    Map<String, ShownAugmentation> all = new LinkedHashMap<>();
    for (AugmentKind kind : AugmentKind.values()) {
      all.put(kind.title(), kind);
    }
    for (TextAugmentKind kind : TextAugmentKind.values()) {
      all.put(kind.title(), kind);
    }
    return new Choices<>("augmentation", all);
  }
}
