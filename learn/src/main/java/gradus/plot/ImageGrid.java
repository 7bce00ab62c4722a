package gradus.plot;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Small images in rows and columns with a caption over each, such as samples or predictions.
///
/// @param title what stands above the images
/// @param columns how many images stand side by side
/// @param tiles the images, row after row
public record ImageGrid(Text title, int columns, List<Tile> tiles) implements Panel {
  /// An image and its caption.
  ///
  /// @param picture the image
  /// @param caption what stands above it; may be empty
  /// @param color the colour of the caption and of a frame around the image; null for neither
  public record Tile(Picture picture, Text caption, @Nullable Color color) {
    /// An image with a neutral caption.
    public static Tile of(Picture picture, Text caption) {
      return new Tile(picture, caption, null);
    }

    /// An image with a prediction: green where it is right, red (vermilion, which the colour-blind
    /// can tell from the green) where it is wrong.
    public static Tile judged(Picture picture, Text caption, boolean right) {
      Palette color = right ? Palette.GREEN : Palette.VERMILION;
      return new Tile(picture, caption, color.color());
    }
  }

  /// @throws PlotException if there is not at least one column
  public ImageGrid {
    tiles = List.copyOf(tiles);
    if (columns < 1) {
      throw new PlotException(
          "image grid \"%s\": needs at least 1 column, not %d", title.english(), columns);
    }
  }

  /// Images with neutral captions.
  ///
  /// @throws PlotException if pictures and captions differ in number
  public static ImageGrid of(
      Text title, int columns, List<Picture> pictures, List<String> captions) {
    if (pictures.size() != captions.size()) {
      throw new PlotException(
          "image grid \"%s\": %d pictures but %d captions; each picture needs one",
          title.english(), pictures.size(), captions.size());
    }
    List<Tile> tiles =
        IntStream.range(0, pictures.size())
            .mapToObj(i -> Tile.of(pictures.get(i), Text.of(captions.get(i))))
            .toList();
    return new ImageGrid(title, columns, tiles);
  }

  int rows() {
    return Math.ceilDiv(tiles.size(), columns);
  }
}
