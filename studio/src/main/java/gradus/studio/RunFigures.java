package gradus.studio;

import gradus.io.FileException;
import gradus.plot.Figure;
import java.nio.file.Path;
import java.util.Map;

/// Figures of a run as files.
final class RunFigures {
  private RunFigures() {}

  /// Saves every figure as SVG and PNG.
  static void save(Map<String, Figure> figures, Path folder, Language language)
      throws FileException {
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      Figure figure = entry.getValue().in(language.locale());
      figure.save(folder.resolve(entry.getKey() + ".svg"));
      figure.save(folder.resolve(entry.getKey() + ".png"));
    }
  }
}
