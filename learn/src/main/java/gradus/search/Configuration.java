package gradus.search;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.tensor.ArgumentException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A value for each parameter that exists in a trial: `Double`, `Long` or, for a choice, `String`.
///
/// @param values the values by name, in the order of the space
public record Configuration(Map<String, Object> values) {
  /// Copies and checks the values.
  ///
  /// @throws ArgumentException where one is of another type
  public Configuration {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, kept(name, value)));
    values = Collections.unmodifiableMap(copy);
  }

  private static Object kept(String name, Object value) {
    return switch (value) {
      case Double _, Long _, String _ -> value;
      case Float number -> (double) number;
      case Integer number -> (long) number;
      case Boolean _, Enum<?> _ -> value.toString();
      default ->
          throw new ArgumentException(
              "configuration: %s must be a number, a text, a truth or a constant of an enum, got"
                  + " %s",
              name, value.getClass().getName());
    };
  }

  /// Whether the parameter exists here.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// The value of a number, or an option that is one.
  ///
  /// @throws ArgumentException where there is no such parameter, or its value is no number
  public double number(String name) {
    return switch (value(name)) {
      case Number number -> number.doubleValue();
      case Object text -> parsed(name, text.toString());
    };
  }

  private static double parsed(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw new ArgumentException(
          "trial: %s is %s here, which is no number; ask for its text", name, text);
    }
  }

  /// The value of a whole number, or an option that is one.
  ///
  /// @throws ArgumentException where there is no such parameter, or its value is no whole number
  ///   that an `int` holds
  public int integer(String name) {
    double number = number(name);
    if (number != (int) number) {
      throw new ArgumentException(
          "trial: %s is %s here, which is no whole number of 32 bits; ask for its number",
          name, number);
    }
    return (int) number;
  }

  /// The option chosen, or any value as text.
  ///
  /// @throws ArgumentException where there is no such parameter
  public String text(String name) {
    return value(name).toString();
  }

  /// The option chosen from `true` and `false`.
  ///
  /// @throws ArgumentException where there is no such parameter, or its value is neither
  public boolean truth(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new ArgumentException(
              "trial: %s is %s here, which is neither true nor false", name, other);
    };
  }

  /// The option chosen from the constants of an enum.
  ///
  /// @throws ArgumentException where there is no such parameter, or no such constant
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    throw new ArgumentException(
        "trial: %s is %s here, which is no constant of %s", name, text, type.getSimpleName());
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new ArgumentException(
          "trial: there is no %s here; there are %s. A parameter with a condition exists in some"
              + " trials only: ask has(name) first",
          name, values.keySet());
    }
    return value;
  }

  JsonValue toJson() {
    JsonValue.ObjectBuilder json = JsonValue.object();
    values.forEach((name, value) -> {
      switch (value) {
        case Double number -> json.put(name, number);
        case Long number -> json.put(name, number);
        default -> json.put(name, value.toString());
      }
    });
    return json.build();
  }

  static Configuration fromJson(JsonCursor json) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : json.names()) {
      JsonCursor member = json.member(name);
      values.put(
          name,
          switch (member.value()) {
            case JsonValue.JsonReal(double number) -> number;
            case JsonValue.JsonWhole(long number) -> number;
            case JsonValue.JsonString(String text) -> text;
            default -> throw member.expected("a number or a text");
          });
    }
    return new Configuration(values);
  }

  /// `learningRate=0.001, optimizer=adam`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value));
    return text.toString();
  }
}
