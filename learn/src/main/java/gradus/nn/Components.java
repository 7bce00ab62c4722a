package gradus.nn;

import gradus.tensor.Message;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The components of records, read and put together by reflection.
final class Components {
  private Components() {}

  /// One component of a record.
  record Component(String name, Type type, @Nullable Object value) {}

  /// The components of a layer in order; none for an enum.
  ///
  /// @throws StructureException where the layer is neither a record nor an enum, or cannot be read
  static List<Component> of(Layer layer) {
    if (layer instanceof Enum<?>) {
      return List.of();
    }
    if (!(layer instanceof Record composite)) {
      throw new StructureException(
          "layer %s: a layer must be a record (or an enum), so that its components name its"
              + " parameters; declare it as `record %s(...) implements Layer`",
          layer.getClass().getName(), simpleName(layer.getClass()));
    }
    return of(composite);
  }

  /// The components of a record in order.
  static List<Component> of(Record composite) {
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : composite.getClass().getRecordComponents()) {
      components.add(
          new Component(
              component.getName(),
              component.getGenericType(),
              read(composite, component.getAccessor())));
    }
    return components;
  }

  private static @Nullable Object read(Record composite, Method accessor) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(composite);
    } catch (InaccessibleObjectException | IllegalAccessException closed) {
      throw closed(composite.getClass(), closed);
    } catch (InvocationTargetException failure) {
      throw new StructureException(
          Message.of(
              "layer %s: its accessor %s() failed: %s",
              composite.getClass().getName(),
              accessor.getName(),
              Message.of(failure.getTargetException())),
          failure);
    }
  }

  /// A record of these components.
  ///
  /// @throws StructureException where its constructor is closed or refuses them
  static <R> R create(Class<R> type, List<? extends @Nullable Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException failure) {
      throw new StructureException(
          Message.of(
              "layer %s: its constructor refuses %s: %s",
              simpleName(type), values, Message.of(failure.getTargetException())),
          failure);
    } catch (InaccessibleObjectException | IllegalAccessException closed) {
      throw closed(type, closed);
    } catch (ReflectiveOperationException | IllegalArgumentException failure) {
      throw new StructureException(
          Message.of(
              "layer %s: cannot be made of %s: %s", simpleName(type), values, Message.of(failure)),
          failure);
    }
  }

  private static StructureException closed(Class<?> type, Exception cause) {
    return new StructureException(
        Message.of(
            "layer %s: its components cannot be read, because module %s does not open package %s; add"
                + " `opens %3$s to gradus.learn;` to its module-info.java",
            type.getName(), type.getModule().getName(), type.getPackageName()),
        cause);
  }

  private static String simpleName(Class<?> type) {
    return type.getSimpleName().isEmpty() ? "MyLayer" : type.getSimpleName();
  }

  /// `LOG_SIGMOID` as `logSigmoid`.
  static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  /// `BatchNorm` as `batchNorm`.
  static String decapitalised(String name) {
    return name.isEmpty()
        ? "layer"
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
