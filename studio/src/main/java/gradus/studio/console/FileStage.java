package gradus.studio.console;

import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.io.FileException;
import gradus.plot.Text;
import gradus.table.Column;
import gradus.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The stage of an experiment that runs in a terminal: a bar while it computes, its tables and
/// sentences on the screen, its pictures and tables in files.
public final class FileStage extends Recording {
  private final Session session;
  private final String title;
  private final ProgressBar bar;

  /// @param title what is written before the bar
  public FileStage(Session session, String title) {
    this.session = session;
    this.title = title;
    bar = new ProgressBar(session.console());
  }

  @Override
  public void step(int done, int all) {
    if (bar.isDue()) {
      bar.draw(title, (double) done / all, List.of(done + "/" + all));
    }
  }

  /// Takes the bar away.
  public void end() {
    bar.erase();
  }

  /// Writes the tables and sentences for a person.
  public void tell() {
    Locale language = session.messages().language().locale();
    Lines lines = new Lines(session);
    lines.part(title);
    tables().values().forEach(table -> lines.table(cells(table, language)));
    for (Text sentence : sentences()) {
      session.say();
      session.tell(sentence.in(language));
    }
  }

  private static List<List<String>> cells(NumberTable table, Locale language) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(text -> text.in(language)).toList());
    table.rows().forEach(row -> rows.add(row.stream().map(text -> text.in(language)).toList()));
    return rows;
  }

  /// Saves each picture as SVG and PNG, and each table as CSV.
  ///
  /// @param experiment what the files' names begin with
  /// @return the files
  /// @throws FileException where one cannot be written
  public List<Path> save(Path folder, String experiment) throws FileException {
    Locale language = session.messages().language().locale();
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, gradus.plot.Figure> entry : figures().entrySet()) {
      for (String ending : List.of(".svg", ".png")) {
        Path file = folder.resolve(experiment + "-" + entry.getKey() + ending);
        entry.getValue().in(language).save(file);
        files.add(file);
      }
    }
    for (Map.Entry<String, NumberTable> entry : tables().entrySet()) {
      Path file = folder.resolve(experiment + "-" + entry.getKey() + ".csv");
      List<List<String>> cells = cells(entry.getValue(), language);
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < cells.getFirst().size(); i++) {
        int at = i;
        columns.add(
            new Column.Texts(
                cells.getFirst().get(i), cells.stream().skip(1).map(row -> row.get(at)).toList()));
      }
      Table.of(columns).writeCsv(file);
      files.add(file);
    }
    return files;
  }
}
