import org.jspecify.annotations.NullMarked;

/// Short programs on the public API.
@NullMarked
module gradus.examples {
  requires gradus.learn;
  requires static org.jspecify;

  // Gradus reads the components of layers that are declared here.
  opens gradus.examples to
      gradus.learn;
}
