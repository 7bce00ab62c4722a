package gradus.nn;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonObject;
import gradus.io.JsonValue.JsonString;
import gradus.nn.Components.Component;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Layers as JSON and back: `{"type": "Dense", "weight": "0.weight", "bias": null}`.
///
/// A layer is its type and its components; a parameter or buffer is the name of its tensor, so that
/// one that is shared stays shared. Which values a component takes follows from its declared type
/// alone, and of a file's types only those that were allowed are ever constructed.
final class Architecture {
  private static final String TYPE = "type";
  private static final String CONSTANT = "constant";

  private final Map<String, Class<? extends Layer>> types;
  private final Map<String, Tensor> tensors;
  private final Map<String, Cell> cells = new HashMap<>();

  private Architecture(Map<String, Class<? extends Layer>> types, Map<String, Tensor> tensors) {
    this.types = types;
    this.tensors = tensors;
  }

  // Writing

  /// A layer with all that is inside it.
  ///
  /// @param names the names of its cells
  /// @throws StructureException where a component is of a kind that cannot be saved
  static JsonValue write(Layer layer, Map<Cell, String> names) {
    JsonValue.ObjectBuilder object = JsonValue.object();
    object.put(TYPE, BuiltIn.name(typeOf(layer)));
    if (layer instanceof Enum<?> constant) {
      return object.put(CONSTANT, constant.name()).build();
    }
    return components(object, layer.getClass(), Components.of(layer), names);
  }

  private static Class<?> typeOf(Layer layer) {
    // A constant with a body has a class of its own.
    return layer instanceof Enum<?> constant ? constant.getDeclaringClass() : layer.getClass();
  }

  private static JsonValue components(
      JsonValue.ObjectBuilder object,
      Class<?> owner,
      List<Component> components,
      Map<Cell, String> names) {
    for (Component component : components) {
      if (component.name().equals(TYPE)) {
        throw new StructureException(
            "layer %s: a component cannot be called \"%s\", which is the layer's own type in a file;"
                + " rename it",
            owner.getName(), TYPE);
      }
      object.put(
          component.name(), value(owner, component, component.type(), component.value(), names));
    }
    return object.build();
  }

  private static JsonValue value(
      Class<?> owner,
      Component component,
      Type type,
      @Nullable Object value,
      Map<Cell, String> names) {
    Class<?> declared = raw(type);
    boolean known =
        declared == List.class
            || Cell.class.isAssignableFrom(declared)
            || Layer.class.isAssignableFrom(declared)
            || PLAIN.contains(declared)
            || declared.isEnum()
            || declared.isRecord();
    if (!known) {
      throw new StructureException(
          "layer %s: its component %s has the type %s, which a layer cannot keep; use a Parameter,"
              + " a Buffer, a layer, a number, a text, a truth value, an enum, a Shape, a record of"
              + " such, or a List of one of these",
          owner.getName(), component.name(), type.getTypeName());
    }
    return switch (value) {
      case null -> JsonValue.ofNull();
      case Cell cell -> JsonValue.of(String.valueOf(names.get(cell)));
      case Layer layer -> write(layer, names);
      case List<?> list ->
          JsonValue.array(
              list.stream()
                  .map(one -> value(owner, component, element(type), one, names))
                  .toList());
      case Boolean truth -> JsonValue.of(truth.booleanValue());
      case Integer number -> JsonValue.of(number.longValue());
      case Long number -> JsonValue.of(number.longValue());
      case Number number -> JsonValue.of(number.doubleValue());
      case String text -> JsonValue.of(text);
      case Enum<?> constant -> JsonValue.of(constant.name());
      case Shape shape ->
          JsonValue.array(shape.toList().stream().map(size -> JsonValue.of((long) size)).toList());
      case Record composite ->
          components(JsonValue.object(), owner, Components.of(composite), names);
      default -> throw new StructureException("layer %s: cannot keep %s", owner.getName(), value);
    };
  }

  private static final Set<Class<?>> PLAIN =
      Set.of(
          boolean.class,
          Boolean.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          float.class,
          Float.class,
          double.class,
          Double.class,
          String.class,
          Shape.class);

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> one -> one;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
      default -> Object.class;
    };
  }

  private static Type element(Type list) {
    return list instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  // Reading

  /// The type names below `value` that are not among `types`.
  static Set<String> unknownTypes(JsonValue value, Set<String> types) {
    Set<String> unknown = new LinkedHashSet<>();
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) -> {
        if (members.get(TYPE) instanceof JsonString(String name) && !types.contains(name)) {
          unknown.add(name);
        }
        members.values().forEach(member -> unknown.addAll(unknownTypes(member, types)));
      }
      case JsonArray(List<JsonValue> elements) ->
          elements.forEach(element -> unknown.addAll(unknownTypes(element, types)));
      default -> {}
    }
    return unknown;
  }

  /// The layer that `json` describes.
  ///
  /// @param types the types that may be constructed
  /// @param tensors the values of its cells by name
  /// @throws JsonException where it is not what [#write] writes
  /// @throws StructureException where a constructor refuses what is there
  static Layer read(
      JsonCursor json, Map<String, Class<? extends Layer>> types, Map<String, Tensor> tensors) {
    return new Architecture(types, tensors).layer(json);
  }

  private Layer layer(JsonCursor json) {
    JsonCursor name = json.member(TYPE);
    Class<? extends Layer> type = types.get(name.text());
    if (type == null) {
      throw name.expected("one of the layers %s", types.keySet());
    }
    if (type.isEnum()) {
      json.allowOnly(TYPE, CONSTANT);
      return type.cast(constant(type, json.member(CONSTANT)));
    }
    return create(type, json, TYPE);
  }

  private <R> R create(Class<R> type, JsonCursor json, String... others) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = new ArrayList<>(List.of(others));
    Arrays.stream(components).map(RecordComponent::getName).forEach(known::add);
    json.allowOnly(known.toArray(String[]::new));
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(value(component.getGenericType(), json.member(component.getName())));
    }
    return Components.create(type, values);
  }

  private @Nullable Object value(Type type, JsonCursor json) {
    Class<?> declared = raw(type);
    if (json.isNull()) {
      if (declared.isPrimitive()) {
        throw json.expected("%s", declared.getSimpleName());
      }
      return null;
    }
    if (Cell.class.isAssignableFrom(declared)) {
      return cell(declared, json);
    }
    if (Layer.class.isAssignableFrom(declared)) {
      Layer layer = layer(json);
      if (!declared.isInstance(layer)) {
        throw json.expected("%s", declared.getSimpleName());
      }
      return layer;
    }
    if (declared == List.class) {
      List<@Nullable Object> list = new ArrayList<>();
      json.elements().forEach(one -> list.add(value(element(type), one)));
      return Collections.unmodifiableList(list);
    }
    if (declared.isEnum()) {
      return constant(declared, json);
    }
    if (declared.isRecord()) {
      return create(declared, json);
    }
    return plain(declared, json);
  }

  private static Object plain(Class<?> declared, JsonCursor json) {
    if (declared == boolean.class || declared == Boolean.class) {
      return json.truth();
    } else if (declared == int.class || declared == Integer.class) {
      return json.integer();
    } else if (declared == long.class || declared == Long.class) {
      return json.wholeNumber();
    } else if (declared == float.class || declared == Float.class) {
      return (float) json.number();
    } else if (declared == double.class || declared == Double.class) {
      return json.number();
    } else if (declared == String.class) {
      return json.text();
    } else if (declared == Shape.class) {
      return Shape.of(json.elements().stream().map(JsonCursor::integer).toList());
    }
    throw json.expected("nothing, since a layer cannot keep a %s", declared.getName());
  }

  private static Object constant(Class<?> type, JsonCursor json) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    Object found = constants.get(json.text());
    if (found == null) {
      throw json.expected("one of %s", constants.keySet());
    }
    return found;
  }

  private Cell cell(Class<?> declared, JsonCursor json) {
    String name = json.text();
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw json.expected("the name of a tensor in the file");
    }
    Cell cell =
        cells.computeIfAbsent(
            name, _ -> declared == Buffer.class ? new Buffer(tensor) : new Parameter(tensor));
    if (!declared.isInstance(cell)) {
      throw json.expected("a tensor that is not also a %s", cell.kind());
    }
    return cell;
  }
}
