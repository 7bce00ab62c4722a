import org.jspecify.annotations.NullMarked;

/// Tensors: arrays, operations, gradients and traced programs. Depends on nothing but the JDK.
@NullMarked
module gradus.tensor {
  requires static jdk.incubator.vector;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports gradus.tensor;
}
