package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Errors and drawings call an operation what a user called to apply it.
class NamesTest {
  private static final Set<String> METHODS =
      Stream.of(Tensor.class, RandomKey.class)
          .flatMap(type -> Stream.of(type.getMethods()))
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  /// Without what only gradients apply, and what a user names.
  static List<Object> operations() {
    return OpSamples.operations().stream()
        .filter(operation -> operation != Op.ConvolveKernel.class && operation != Op.Custom.class)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void areThoseOfMethods(Object operation) {
    String name = Names.of(OpSamples.sample(operation, 1, false).op());
    assertThat(METHODS.contains(name))
        .as(
            "%s is called \"%s\" in errors, but Tensor has no such method; add the method to"
                + " Arithmetic, Reductions, Layouts or a mixin beside them, or put the name of the"
                + " one that applies it into Names (tensor/src/main/java/gradus/tensor/Names.java)",
            OpSamples.name(operation), name)
        .isTrue();
  }
}
