package gradus.studio.site;

import gradus.course.Block;
import gradus.course.Course;
import gradus.course.Experiment;
import gradus.course.ExperimentType;
import gradus.course.Lesson;
import gradus.course.Matrix;
import gradus.course.Setting;
import gradus.plot.Text;
import gradus.studio.words.PathText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An experiment with settings that the text of a lesson gives it, to be recorded for pages that
/// nothing runs behind.
///
/// @param lesson whose text
/// @param type which experiment
/// @param number from 1, among those of the lesson's experiment
/// @param settings all settings, as they are written in links
public record Take(Lesson lesson, ExperimentType type, int number, Map<String, String> settings) {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

  /// Copies the map.
  public Take {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Everything that the text of a lesson sets its experiments to, in either language: where they
  /// stand, without a setting of the text, and by its links.
  public static List<Take> of(Lesson lesson) {
    List<Take> takes = new ArrayList<>();
    for (Block.Action action : actions(lesson)) {
      ExperimentType type = Course.experiment(action.experiment());
      if (takes.stream().noneMatch(take -> take.gives(type, action.settings()))) {
        long before = takes.stream().filter(take -> take.type.equals(type)).count();
        takes.add(new Take(lesson, type, (int) before + 1, all(type, action.settings())));
      }
    }
    return takes;
  }

  private static List<Block.Action> actions(Lesson lesson) {
    List<Block.Action> actions = benches(lesson);
    lesson.experiments().forEach(name -> actions.add(new Block.Action(name, Map.of())));
    for (Locale language : LANGUAGES) {
      for (Block block : lesson.blocks(language)) {
        if (block instanceof Block.Prose prose) {
          actions.addAll(prose.actions());
        }
      }
    }
    return actions;
  }

  private static List<Block.Action> benches(Lesson lesson) {
    List<Block.Action> benches = new ArrayList<>();
    for (Block block : lesson.blocks(Locale.ENGLISH)) {
      if (block instanceof Block.Bench bench) {
        benches.add(bench.action());
      }
    }
    return benches;
  }

  private static Map<String, String> all(ExperimentType type, Map<String, String> set) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Setting setting : type.settings()) {
      all.put(setting.name(), set.getOrDefault(setting.name(), setting.initial()));
    }
    return all;
  }

  /// Whether it is what an experiment gives with these settings, the others being as they are at
  /// the beginning.
  boolean gives(ExperimentType other, Map<String, String> set) {
    return type.equals(other) && settings.equals(all(type, set));
  }

  /// The experiment, to be run.
  public Experiment build() {
    return type.of(settings);
  }

  /// What its files' names begin with.
  public String stem() {
    return type.name() + "-" + number;
  }

  /// The settings that are not as they are at the beginning, as a person reads them; empty where
  /// all are.
  public Text changes() {
    List<String> english = new ArrayList<>();
    List<String> chinese = new ArrayList<>();
    for (Setting setting : type.settings()) {
      String value = settings.getOrDefault(setting.name(), setting.initial());
      if (!value.equals(setting.initial())) {
        english.add(setting.title().english() + " = " + shown(setting, value).english());
        chinese.add(setting.title().chinese() + " = " + shown(setting, value).chinese());
      }
    }
    return Text.of(String.join(", ", english), String.join("，", chinese));
  }

  /// A setting's value, as a person reads it.
  static Text shown(Setting setting, String value) {
    return switch (setting.kind()) {
      case Setting.Kind.OneOf(List<String> names, List<Text> titles) when names.contains(value) ->
          titles.get(names.indexOf(value));
      case Setting.Kind.Flag _ -> value.equals("true") ? Text.of("on", "开") : Text.of("off", "关");
      case Setting.Kind.Points _ -> {
        long points = value.chars().filter(letter -> letter == ';').count() + 1;
        yield value.isEmpty() ? Text.of("none", "无") : Text.of(points + " points", points + " 个点");
      }
      case Setting.Kind.Matrix matrix ->
          matrix.presets().stream()
              .filter(preset -> preset.name().equals(value))
              .findFirst()
              .map(Matrix.Named::title)
              .orElse(Text.of(value));
      case Setting.Kind.OneOf _, Setting.Kind.Bounded _ -> Text.of(value);
    };
  }

  /// The command that makes its pictures and tables again.
  public String command() {
    List<Block.Action> benches = benches(lesson);
    Map<String, String> standing =
        benches.stream()
            .filter(bench -> bench.experiment().equals(type.name()))
            .findFirst()
            .map(Block.Action::settings)
            .orElse(Map.of());
    StringBuilder command = new StringBuilder("gradus lesson ").append(lesson.name());
    all(type, standing)
        .forEach((name, value) -> {
          String wanted = settings.getOrDefault(name, value);
          if (!wanted.equals(value)) {
            String setting = shared(name) ? type.name() + "." + name : name;
            command.append(" --set ").append(setting).append('=').append(PathText.quoted(wanted));
          }
        });
    return command.toString();
  }

  /// Whether another experiment of the lesson has a setting of this name.
  private boolean shared(String setting) {
    return lesson.experiments().stream()
        .map(Course::experiment)
        .filter(other -> !other.equals(type))
        .anyMatch(other ->
            other.settings().stream().anyMatch(candidate -> candidate.name().equals(setting)));
  }
}
