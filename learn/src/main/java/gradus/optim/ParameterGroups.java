package gradus.optim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which optimizer trains which parameters, by name.
///
/// ```java
/// var groups = ParameterGroups.of(name -> name.endsWith("bias"), Adam.of(1e-3))
///     .and(name -> name.endsWith("weight"), Adam.decoupled(1e-3));
/// ```
public final class ParameterGroups {
  private record Group(Predicate<String> names, Optimizer optimizer) {}

  private final List<Group> groups;

  private ParameterGroups(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /// One optimizer for all parameters.
  public static ParameterGroups all(Optimizer optimizer) {
    return of(_ -> true, optimizer);
  }

  /// An optimizer for the parameters whose names fit.
  public static ParameterGroups of(Predicate<String> names, Optimizer optimizer) {
    return new ParameterGroups(List.of(new Group(names, optimizer)));
  }

  /// These groups and another.
  public ParameterGroups and(Predicate<String> names, Optimizer optimizer) {
    var more = new ArrayList<>(groups);
    more.add(new Group(names, optimizer));
    return new ParameterGroups(more);
  }

  /// The optimizers, in the order in which they were named.
  public List<Optimizer> optimizers() {
    return groups.stream().map(Group::optimizer).toList();
  }

  /// For each of these parameters the place of its optimizer in [#optimizers].
  ///
  /// @throws OptimizerException where a name occurs twice, or fits no group or several
  public Map<String, Integer> resolve(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (String name : names) {
      int place = -1;
      for (int i = 0; i < groups.size(); i++) {
        if (groups.get(i).names().test(name)) {
          if (place >= 0) {
            throw new OptimizerException(
                "optimizer: parameter %s is in groups %d and %d; make their conditions exclusive",
                name, place, i);
          }
          place = i;
        }
      }
      if (place < 0) {
        throw new OptimizerException(
            "optimizer: parameter %s is in no group; add one that takes it", name);
      }
      if (places.put(name, place) != null) {
        throw new OptimizerException("optimizer: parameter %s is given twice", name);
      }
    }
    return Map.copyOf(places);
  }
}
