package gradus.examples;

import static gradus.nn.Initializers.*;
import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;

import module gradus.learn;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user writes, with the imports that a user needs.
class ImportsTest {
  /// `y = body(x) + x`
  record Residual(Layer body) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return body.apply(x).plus(x);
    }
  }

  @Test
  void needsTwoImports(@TempDir Path folder) throws Exception {
    var model =
        Model.of(
            Shape.of(1, 28, 28),
            seed(42),
            flatten(),
            dense(128).withWeight(heNormal()).withoutBias(),
            batchNorm(),
            relu(),
            dropout(0.2),
            dense(10));
    assertThat(model.summary().toString()).contains("101,");
    Layer body = dense(10).build(Shape.of(10), Initialization.of(seed(1)));
    var own = Model.of(Shape.of(10), seed(42), new Residual(body));
    own.save(folder.resolve("own.safetensors"));
    var back = Model.load(folder.resolve("own.safetensors"), Residual.class);
    assertThat(back.parameters().keySet()).containsExactly("0.body.weight", "0.body.bias");
  }
}
