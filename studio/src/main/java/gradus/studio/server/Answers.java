package gradus.studio.server;

import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.studio.words.UserException;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What routes have in common: how they read what a page asks for, and in what form they answer.
final class Answers {
  /// What the outermost levels stand for where all numbers are 0.
  static final float LEAST = 1e-9f;

  private Answers() {}

  static void json(Context context, JsonValue value) {
    context.contentType("application/json").result(Json.compact(value));
  }

  /// The language that a page shows.
  static Locale language(Context context) {
    return Locale.of(String.valueOf(context.queryParam("lang")));
  }

  /// A whole number that a page asks for.
  ///
  /// @param below what it is less than; it is at least 0
  /// @throws UserException where it is no such number
  static int number(@Nullable String text, int below) {
    try {
      int number = Integer.parseInt(String.valueOf(text));
      if (number >= 0 && number < below) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new UserException("error.page");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The largest size of the finite ones among some numbers.
  static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    return largest;
  }

  /// Numbers as 255 levels around zero, which lies at 127.
  static byte[] levels(float[] values, float largest) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(127 + 127 * Math.clamp(values[i] / largest, -1f, 1f));
    }
    return levels;
  }

  /// Numbers as levels, and the size that the outermost levels stand for.
  static JsonValue.ObjectBuilder around(float[] values, float atLeast) {
    float largest = Math.max(atLeast, largest(values));
    return JsonValue.object()
        .put("largest", largest)
        .put("levels", base64(levels(values, largest)));
  }
}
