package gradus.data;

import gradus.io.FileException;
import java.nio.file.Path;

/// What there is in a picture that should show one digit.
///
/// ```java
/// DigitPicture picture = DigitPicture.read(Path.of("seven.png"));
/// Tensor answer = model.predict(picture.image().tensor());   // whatever else the picture shows
/// ```
///
/// @param image all of its ink, taken for one digit
/// @param digits how many digits seem to stand side by side, at least 1: pieces of ink that do not
///   touch, are about as high as each other, and are not above one another
public record DigitPicture(DigitImage image, int digits) {

  /// Reads a PNG or JPEG file of at most 4096 x 4096 pixels.
  ///
  /// @throws gradus.io.FormatException where it is not such a picture
  /// @throws FileException where it cannot be read
  /// @throws DataException where it shows nothing but paper
  public static DigitPicture read(Path file) throws FileException {
    var image = GreyImage.read(file);
    try {
      return of(image.width(), image.height(), image.levels());
    } catch (DataException e) {
      throw new DataException("%s: %s", file, e.explanation());
    }
  }

  /// A picture that is given as levels of grey.
  ///
  /// @param levels `width * height` levels in row-major order, 0 black to 255 white
  /// @throws DataException where the sizes do not agree, or it shows nothing but paper
  public static DigitPicture of(int width, int height, byte[] levels) {
    var cut = DigitImage.cut(width, height, levels);
    return new DigitPicture(DigitImage.of(cut), InkPieces.of(cut).digits());
  }
}
