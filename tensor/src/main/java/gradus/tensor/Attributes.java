package gradus.tensor;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The settings of an operation by name, read from its record: what is said about one setting here
/// holds for those of operations to come.
final class Attributes {
  private Attributes() {}

  /// The settings in the order of the record; none for a constant.
  static Map<String, Object> of(Op op) {
    return op instanceof Record record ? of(record) : Map.of();
  }

  static Map<String, Object> of(Record record) {
    var attributes = new LinkedHashMap<String, Object>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      attributes.put(component.getName(), value(record, component));
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new StateException(
          Message.of("%s does not show %s", record.getClass(), component), impossible);
    }
  }

  /// What an operation is called among its kind, the same whatever its settings: `Unary.EXP`,
  /// `MatMul`.
  static String kind(Op op) {
    return op instanceof Enum<?> constant
        ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
        : op.getClass().getSimpleName();
  }
}
