package gradus.studio.words;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Things that an option chooses among by name.
///
/// @param kind what they are: the texts `kind.KIND` say it in both languages
/// @param byName the things, in the order in which they are listed
public record Choices<T>(String kind, Map<String, T> byName) {
  public Choices {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  public Set<String> names() {
    return byName.keySet();
  }

  /// The thing of a name.
  ///
  /// @throws UserException where there is none, with the name that may have been meant
  public T get(String name) {
    T thing = byName.get(name);
    if (thing == null) {
      throw unknown(kind, name, List.copyOf(names()));
    }
    return thing;
  }

  public static UserException unknown(String kind, String name, List<String> known) {
    String all = String.join(", ", known);
    return Spelling.closest(name, known)
        .map(one -> new UserException("error.unknown." + kind + ".meant", name, one, all))
        .orElseGet(() -> new UserException("error.unknown." + kind, name, all));
  }
}
