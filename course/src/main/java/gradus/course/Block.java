package gradus.course;

import java.util.List;
import java.util.Map;

/// A part of a lesson, in one language.
public sealed interface Block {
  /// A heading.
  ///
  /// @param level 1 for the lesson's title, 2 for its sections
  /// @param html its words
  record Heading(int level, String html) implements Block {}

  /// Paragraphs, lists and tables.
  ///
  /// @param html as a page shows them
  /// @param actions what their links set experiments to, in order
  record Prose(String html, List<Action> actions) implements Block {
    /// Copies the list.
    public Prose {
      actions = List.copyOf(actions);
    }
  }

  /// A formula on a line of its own.
  ///
  /// @param tex in TeX
  record Formula(String tex) implements Block {}

  /// A method that is compiled and tested, as it stands in its source.
  ///
  /// @param reference its class in the course, then `#` and its name
  /// @param java its source
  record Code(String reference, String java) implements Block {}

  /// An experiment to be run here.
  ///
  /// @param action which, and what its settings are at the beginning
  record Bench(Action action) implements Block {}

  /// A question to be answered before the experiment runs.
  ///
  /// @param html the question
  /// @param choices the answers to choose from
  /// @param right which of them is right, from 0
  /// @param explanation what is said afterwards, in HTML
  record Guess(String html, List<String> choices, int right, String explanation) implements Block {
    /// Copies the list.
    public Guess {
      choices = List.copyOf(choices);
    }
  }

  /// Settings for an experiment, as a link has them: `race?sgd=0.001&steps=200`.
  ///
  /// @param experiment the experiment's name
  /// @param settings the settings that are set, by name
  record Action(String experiment, Map<String, String> settings) {
    /// Copies the map.
    public Action {
      settings = Map.copyOf(settings);
    }

    /// Reads a link's text.
    ///
    /// @throws CourseException where it is none
    public static Action parse(String text) {
      String[] parts = text.strip().split("\\?", 2);
      Map<String, String> settings = new java.util.LinkedHashMap<>();
      if (parts.length > 1) {
        for (String pair : parts[1].split("&", -1)) {
          String[] sides = pair.split("=", 2);
          if (sides.length < 2 || sides[0].isEmpty()) {
            throw new CourseException("lesson: \"%s\" is not name?setting=value&...", text);
          }
          settings.put(sides[0], sides[1]);
        }
      }
      return new Action(parts[0], settings);
    }

    /// The experiment with these settings.
    public Experiment build() {
      return Course.experiment(experiment).of(settings);
    }
  }
}
