package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  @Test
  void readsWhatItWrote() {
    var signatures = new ArrayList<Signature>();
    for (DType dtype : DType.values()) {
      signatures.add(new Signature(dtype, Shape.of(3, 0, 2)));
      signatures.add(new Signature(dtype, Shape.SCALAR));
    }
    assertThat(Signatures.list(Signatures.toJson(signatures).cursor("all"))).isEqualTo(signatures);
    assertThat(Json.compact(Signatures.toJson(Signature.floats(1, 28))))
        .isEqualTo("{\"dtype\":\"FLOAT32\",\"shape\":[1,28]}");
  }

  @Test
  void refusesWhatItDidNotWrite() {
    for (String text :
        List.of(
            "{}",
            "{\"dtype\":\"FLOAT16\",\"shape\":[]}",
            "{\"dtype\":\"FLOAT32\",\"shape\":[1.5]}",
            "{\"dtype\":\"FLOAT32\",\"shape\":[],\"more\":1}")) {
      assertThatThrownBy(() -> Signatures.fromJson(Json.parse(text).cursor("x")))
          .as(text)
          .isInstanceOf(JsonException.class);
    }
  }
}
