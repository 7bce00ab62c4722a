package gradus.studio.site;

import gradus.course.ExperimentType;
import gradus.course.Matrix;
import gradus.course.Setting;
import gradus.io.JsonValue;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;

/// What a page has to know of an experiment to make controls for it.
final class ExperimentJson {
  private ExperimentJson() {}

  static JsonValue of(ExperimentType type) {
    List<JsonValue> settings = new ArrayList<>();
    type.settings().forEach(setting -> settings.add(of(setting)));
    return JsonValue.object()
        .put("name", type.name())
        .put("title", Markup.json(type.title()))
        .put("settings", new JsonValue.JsonArray(settings))
        .build();
  }

  private static JsonValue of(Setting setting) {
    JsonValue.ObjectBuilder object =
        JsonValue.object()
            .put("name", setting.name())
            .put("title", Markup.json(setting.title()))
            .put("initial", setting.initial());
    switch (setting.kind()) {
      case Setting.Kind.Bounded bounded ->
          object
              .put("kind", "number")
              .put("min", bounded.min())
              .put("max", bounded.max())
              .put("whole", bounded.whole())
              .put("log", bounded.log());
      case Setting.Kind.Flag _ -> object.put("kind", "flag");
      case Setting.Kind.Points points ->
          object.put("kind", "points").put("most", points.most()).put("edge", points.edge());
      case Setting.Kind.Matrix matrix -> {
        List<JsonValue> options = new ArrayList<>();
        for (Matrix.Named preset : matrix.presets()) {
          options.add(
              JsonValue.object()
                  .put("name", preset.name())
                  .put("title", Markup.json(preset.title()))
                  .put("numbers", preset.matrix().written())
                  .build());
        }
        object
            .put("kind", "matrix")
            .put("min", matrix.min())
            .put("max", matrix.max())
            .put("options", new JsonValue.JsonArray(options));
      }
      case Setting.Kind.OneOf(List<String> names, List<Text> titles) -> {
        List<JsonValue> options = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          options.add(
              JsonValue.object()
                  .put("name", names.get(i))
                  .put("title", Markup.json(titles.get(i)))
                  .build());
        }
        object.put("kind", "choice").put("options", new JsonValue.JsonArray(options));
      }
    }
    return object.build();
  }
}
