package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares with SciPy and Pillow; see `scripts/reference/augmentation_samples.py`.
class PictureReferenceTest {
  /// Pillow rounds to bytes, sometimes twice.
  private static final double LEVEL = 1.0 / 255;

  private static final Map<String, Tensor> EXPECTED = expected();

  private static Map<String, Tensor> expected() {
    try {
      var file =
          Objects.requireNonNull(PictureReferenceTest.class.getResource("pictures.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Stream<String> cases() {
    return EXPECTED.keySet().stream().filter(name -> name.contains("/")).sorted();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheReferencesPicture(String name) {
    String[] parts = name.split("/", -1);
    Picture picture = Picture.of("test", Objects.requireNonNull(EXPECTED.get(parts[0])));
    double setting = Double.parseDouble(parts[2]);
    Picture changed =
        switch (parts[1]) {
          case "rotation" -> Affine.rotation(setting).of(picture, 0);
          case "zoom" -> Affine.zoom(setting).of(picture, 0);
          case "shear" -> Affine.shear(setting, 0).of(picture, 0);
          case "affine" ->
              Affine.stretch(1.2, 0.9)
                  .then(Affine.shear(setting, 0))
                  .then(Affine.rotation(-17))
                  .then(Affine.translation(2.5, -1.25))
                  .of(picture, 0);
          case "elastic" ->
              new Elastic(30, setting, 0)
                  .moved(
                      picture,
                      Objects.requireNonNull(EXPECTED.get("noise-" + parts[0])).toFloats());
          case "brightness" -> Colours.brightness(picture, setting);
          case "contrast" -> Colours.contrast(picture, setting);
          case "saturation" -> Colours.saturation(picture, setting);
          case "sharpness" -> Colours.sharpness(picture, setting);
          case "posterize" -> Colours.posterize(picture, (int) setting);
          case "solarize" -> Colours.solarize(picture, setting / 255);
          case "autoContrast" -> Colours.autoContrast(picture);
          case "equalize" -> Colours.equalize(picture);
          default -> throw new IllegalArgumentException(parts[1]);
        };
    Tensor difference = changed.tensor().minus(Objects.requireNonNull(EXPECTED.get(name))).abs();
    boolean exact = List.of("rotation", "zoom", "shear", "affine", "elastic").contains(parts[1]);
    assertThat(difference.mean().item()).isLessThan(exact ? 1e-6 : LEVEL);
    assertThat(difference.max().item()).isLessThan(exact ? 1e-5 : 3 * LEVEL);
  }
}
