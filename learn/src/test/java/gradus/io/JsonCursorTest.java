package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonCursorTest {
  private final JsonCursor model =
      Json.parse(
              """
              {"rate": 0.5, "on": true, "off": null, "big": 3000000000, "name": "cnn",
               "layers": [{"type": "dense", "units": "12"}, {"0.weight": 1.5}]}
              """)
          .cursor("model");

  @Test
  void givesTypedValues() {
    assertThat(model.member("rate").number()).isEqualTo(0.5);
    assertThat(model.member("big").number()).isEqualTo(3e9);
    assertThat(model.member("big").wholeNumber()).isEqualTo(3_000_000_000L);
    assertThat(model.member("on").truth()).isTrue();
    assertThat(model.member("off").isNull()).isTrue();
    assertThat(model.member("layers").element(0).member("type").text()).isEqualTo("dense");
    assertThat(model.member("layers").elements()).hasSize(2);
    assertThat(model.names()).containsExactly("rate", "on", "off", "big", "name", "layers");
  }

  @Test
  void treatsAMissingOrNullMemberAsAbsentWhereItIsOptional() {
    assertThat(model.optional("off")).isEmpty();
    assertThat(model.optional("other")).isEmpty();
    assertThat(model.optional("rate").map(JsonCursor::number)).contains(0.5);
  }

  @Test
  void namesThePlaceAndWhatItGot() {
    JsonCursor layers = model.member("layers");
    complains(
        () -> layers.element(0).member("units").integer(),
        "model.layers[0].units: expected a whole number, got \"12\"");
    complains(
        () -> layers.element(1).member("0.weight").integer(),
        "model.layers[1][\"0.weight\"]: expected a whole number, got 1.5");
    complains(
        () -> layers.element(0).member("bias"),
        "model.layers[0]: expected a member \"bias\", got only \"type\", \"units\"");
    complains(() -> layers.element(2), "model.layers: expected an element 2, got an array of 2");
    complains(() -> layers.element(-1), "model.layers: expected an element -1, got an array of 2");
    complains(() -> layers.text(), "model.layers: expected a text, got an array of 2");
    complains(() -> layers.names(), "model.layers: expected an object, got an array of 2");
    complains(() -> model.elements(), "model: expected an array, got an object with \"rate\", ");
    complains(() -> model.member("on").number(), "model.on: expected a number, got true");
    complains(() -> model.member("name").number(), "model.name: expected a number, got \"cnn\"");
    complains(() -> model.member("off").truth(), "model.off: expected true or false, got null");
    complains(() -> model.member("big").integer(), "model.big: expected a whole number from -2147");
    complains(
        () -> Json.parse("9007199254740993").cursor("count").number(),
        "count: expected a number that 64-bit floating point holds exactly, got 9007199254740993");
  }

  @Test
  void refusesMembersThatAreNotKnown() {
    JsonCursor layer = model.member("layers").element(0);

    assertThat(layer.allowOnly("units", "type", "bias")).isSameAs(layer);
    complains(
        () -> layer.allowOnly("type", "unit"),
        "model.layers[0].units: is not known here; known are \"type\", \"unit\"");
  }

  @Test
  void showsHostileTextHarmlessly() {
    JsonValue hostile = JsonValue.of("\u001b[31m\u202e" + "x".repeat(1000));

    assertThatThrownBy(() -> hostile.cursor("").wholeNumber())
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("JSON: expected a whole number, got \"\\u001b[31m\\u202exxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).endsWith("...\""));
  }

  private static void complains(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith(message);
  }
}
