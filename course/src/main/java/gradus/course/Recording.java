package gradus.course;

import gradus.plot.Figure;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stage that keeps what an experiment shows last, for files and tests, and hurries it along.
public class Recording implements Stage {
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<String, NumberTable> tables = new LinkedHashMap<>();
  private final List<Text> sentences = new ArrayList<>();

  /// An empty stage.
  public Recording() {}

  /// What an experiment shows in the end.
  public static Recording of(Experiment experiment) {
    Recording recording = new Recording();
    experiment.run(recording);
    return recording;
  }

  @Override
  public void show(String name, Figure figure) {
    figures.put(name, figure);
  }

  @Override
  public void show(String name, NumberTable table) {
    tables.put(name, table);
  }

  @Override
  public void say(Text sentence) {
    sentences.add(sentence);
  }

  @Override
  public void step(int done, int all) {}

  /// The last state alone: nobody watches the others.
  @Override
  public boolean wants(int done, int all) {
    return done == all;
  }

  /// The pictures, by name.
  public Map<String, Figure> figures() {
    return figures;
  }

  /// The tables, by name.
  public Map<String, NumberTable> tables() {
    return tables;
  }

  /// What was said, in order.
  public List<Text> sentences() {
    return sentences;
  }
}
