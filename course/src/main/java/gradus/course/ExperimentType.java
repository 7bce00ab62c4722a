package gradus.course;

import gradus.nn.UnknownNameException;
import gradus.plot.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kind of experiment: its name, its settings, and how one is made of them.
public final class ExperimentType {
  private final String name;
  private final Text title;
  private final Class<? extends Experiment> type;
  private final List<Setting> settings;

  private ExperimentType(String name, Text title, Class<? extends Experiment> type) {
    this.name = name;
    this.title = title;
    this.type = type;
    settings = Arrays.stream(type.getRecordComponents()).map(Setting::of).toList();
  }

  /// A kind of experiment that a record is.
  ///
  /// @param name lower case and hyphens, as links have it
  /// @param type a public record in a package that is open to this module
  /// @throws CourseException where a component has no [Control], or one that does not fit
  static <E extends Record & Experiment> ExperimentType of(
      String name, String english, String chinese, Class<E> type) {
    return new ExperimentType(name, Text.of(english, chinese), type);
  }

  /// What links and the command line call it.
  public String name() {
    return name;
  }

  /// What a person calls it.
  public Text title() {
    return title;
  }

  /// The record.
  public Class<? extends Experiment> type() {
    return type;
  }

  /// The settings, in the order of the record's components.
  public List<Setting> settings() {
    return settings;
  }

  /// The experiment as it is at the beginning.
  public Experiment initial() {
    return of(Map.of());
  }

  /// The experiment with some settings, and the others as they are at the beginning.
  ///
  /// @param written what the settings are to be, by name, as they are written
  /// @throws UnknownNameException where there is no such setting
  /// @throws CourseException where a setting cannot be that
  public Experiment of(Map<String, String> written) {
    List<String> names = settings.stream().map(Setting::name).toList();
    for (String wanted : written.keySet()) {
      if (!names.contains(wanted)) {
        throw new UnknownNameException(name, wanted, names);
      }
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Setting setting = settings.get(i);
      String value = written.getOrDefault(setting.name(), setting.initial());
      values[i] = setting.parse(components[i].getType(), value);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Experiment> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the settings of an experiment of this kind are, by name, as they are written.
  public Map<String, String> written(Experiment experiment) {
    Map<String, String> written = new LinkedHashMap<>();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      try {
        Setting setting = settings.get(i);
        written.put(
            setting.name(), setting.written(components[i].getAccessor().invoke(experiment)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return written;
  }
}
