package gradus.studio.report;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.plot.Figure;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Publisher;
import gradus.studio.run.RunFolder;
import gradus.studio.run.RunResult;
import gradus.studio.run.TableResult;
import gradus.studio.run.TextResult;
import gradus.studio.words.Language;
import gradus.train.RunEvent;
import gradus.train.RunListener;
import java.nio.file.Path;
import java.util.Map;

/// Makes the report of a run, and its figures.
///
/// @param language the one that is shown first
/// @param pictures whether figures are saved as files too
public record RunReport(Language language, boolean pictures) implements Publisher {

  @Override
  public void publish(RunResult result, RunListener listener) throws FileException {
    Map<String, Figure> figures =
        switch (result) {
          case DigitsResult digits -> DigitsFigures.of(digits);
          case TextResult text -> TextFigures.of(text);
          case TableResult table -> TableFigures.of(table);
        };
    String page =
        switch (result) {
          case DigitsResult digits -> new DigitsReport(digits, figures, language).toHtml();
          case TextResult text -> new TextReport(text, figures, language, pictures).toHtml();
          case TableResult table -> new TableReport(table, figures, language, pictures).toHtml();
        };
    RunFolder folder = result.folder();
    AtomicFiles.write(folder.report(), page);
    listener.on(folder.saved("report", folder.report()));
    if (pictures) {
      save(figures, folder, listener);
    }
  }

  /// Saves every figure as SVG and PNG.
  private void save(Map<String, Figure> figures, RunFolder folder, RunListener listener)
      throws FileException {
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      Figure figure = entry.getValue().in(language.locale());
      Path file = folder.figures().resolve(entry.getKey() + ".svg");
      figure.save(file);
      figure.save(folder.figures().resolve(entry.getKey() + ".png"));
      listener.on(new RunEvent.Figure(entry.getKey(), folder.inside(file)));
    }
  }
}
