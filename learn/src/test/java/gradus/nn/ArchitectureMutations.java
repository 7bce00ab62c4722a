package gradus.nn;

import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Damage to the description of a model that knows what it means: every one of its places changed
/// by itself, or several at random, the same for the same seed.
final class ArchitectureMutations {
  private static final int DEEPEST = 80;

  private static final List<JsonValue> REPLACEMENTS = replacements();

  private final Random random;
  private final List<JsonValue> layers;

  /// @param layers whole layers, of which one may be put in place of another
  ArchitectureMutations(long seed, List<JsonValue> layers) {
    this.random = new Random(seed);
    this.layers = layers;
  }

  private static List<JsonValue> replacements() {
    List<JsonValue> all = new ArrayList<>();
    for (long number : new long[] {-1, 0, 1, 3, 2000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      all.add(JsonValue.of(number));
    }
    all.add(JsonValue.of(Long.MAX_VALUE));
    all.add(JsonValue.of(-0.5));
    all.add(JsonValue.of(1.0));
    all.add(JsonValue.of(1e300));
    all.add(JsonValue.of(Double.MIN_VALUE));
    all.add(JsonValue.of("NaN"));
    all.add(JsonValue.of("x"));
    all.add(JsonValue.of(true));
    all.add(JsonValue.ofNull());
    all.add(JsonValue.object().build());
    all.add(JsonValue.array());
    all.add(JsonValue.array(JsonValue.ofNull()));
    all.add(JsonValue.array(JsonValue.of(Integer.MAX_VALUE), JsonValue.of(0L)));
    all.add(Json.parse("{\"type\": \"Activation\", \"constant\": \"RELU\"}"));
    all.add(Json.parse("{\"type\": \"Dropout\", \"rate\": 0.5}"));
    all.add(Json.parse("{\"type\": \"Sequential\", \"layers\": []}"));
    return all;
  }

  /// Every value in which one place differs.
  static void each(JsonValue value, Consumer<JsonValue> changed) {
    REPLACEMENTS.forEach(changed);
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) -> {
        changed.accept(with(members, all -> all.put("another", JsonValue.of(1))));
        members.forEach((name, member) -> {
          changed.accept(with(members, all -> all.remove(name)));
          each(member, other -> changed.accept(with(members, all -> all.put(name, other))));
        });
      }
      case JsonArray(List<JsonValue> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          int at = i;
          each(elements.get(i), other -> changed.accept(with(elements, at, other)));
        }
        List<JsonValue> twice = new ArrayList<>(elements);
        twice.addAll(elements);
        changed.accept(JsonValue.array(twice));
      }
      default -> {}
    }
  }

  private static JsonValue with(
      Map<String, JsonValue> members, Consumer<Map<String, JsonValue>> change) {
    Map<String, JsonValue> all = new LinkedHashMap<>(members);
    change.accept(all);
    return new JsonObject(all);
  }

  private static JsonValue with(List<JsonValue> elements, int at, JsonValue other) {
    List<JsonValue> all = new ArrayList<>(elements);
    all.set(at, other);
    return JsonValue.array(all);
  }

  /// The value with one change or a few.
  JsonValue some(JsonValue value) {
    JsonValue changed = value;
    do {
      changed = atSomePlace(changed, this::other);
    } while (random.nextInt(3) > 0);
    return changed;
  }

  private JsonValue atSomePlace(JsonValue value, UnaryOperator<JsonValue> change) {
    return switch (value) {
      case JsonObject(Map<String, JsonValue> members) when isGoneInto(members.isEmpty()) -> {
        List<String> names = List.copyOf(members.keySet());
        String name = names.get(random.nextInt(names.size()));
        yield with(
            members,
            all -> all.compute(name, (_, member) -> member == null ? null : in(member, change)));
      }
      case JsonArray(List<JsonValue> elements) when isGoneInto(elements.isEmpty()) -> {
        int at = random.nextInt(elements.size());
        yield with(elements, at, in(elements.get(at), change));
      }
      default -> change.apply(value);
    };
  }

  private JsonValue in(JsonValue value, UnaryOperator<JsonValue> change) {
    return atSomePlace(value, change);
  }

  private boolean isGoneInto(boolean empty) {
    return !empty && random.nextInt(8) > 0;
  }

  private JsonValue other(JsonValue value) {
    return switch (random.nextInt(8)) {
      case 0 -> layers.get(random.nextInt(layers.size()));
      case 1 -> nested(value);
      case 2 -> JsonValue.of((long) random.nextInt(2048) - 64);
      case 3 -> JsonValue.of(Integer.MAX_VALUE - (long) random.nextInt(4));
      case 4 -> JsonValue.of(1L << random.nextInt(31));
      default -> REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size()));
    };
  }

  /// The value as the body of one residual layer or of many, one inside the other.
  private JsonValue nested(JsonValue value) {
    JsonValue all = value;
    for (int depth = random.nextInt(2) == 0 ? 1 : random.nextInt(DEEPEST); depth >= 0; depth--) {
      all =
          JsonValue.object()
              .put("type", "Residual")
              .put("body", all)
              .put("shortcut", JsonValue.ofNull())
              .build();
    }
    return all;
  }

  /// A text with some damage that knows nothing of what it means.
  String ofText(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(8));
    String by =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> "[".repeat(random.nextInt(100));
          case 2 -> "\"";
          case 3 -> text.substring(at, to).repeat(2);
          default -> Integer.toString(random.nextInt());
        };
    return text.substring(0, at) + by + text.substring(to);
  }

  int below(int count) {
    return random.nextInt(count);
  }
}
