package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.data.PictureFolder;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How pictures of one's own are seen, and what a network for them starts from.
///
/// @param size the rows and columns that every picture is made
/// @param grey whether without colours
/// @param from the file of the trained model whose body is taken; null for a network from scratch
/// @param frozen whether that body stays as it is
/// @param augmentations the names of what pictures are changed by in training
public record PictureSettings(
    int size, boolean grey, @Nullable Path from, boolean frozen, List<String> augmentations) {
  /// What is usual.
  public static final PictureSettings USUAL =
      new PictureSettings(32, false, null, false, List.of());

  private static final int SMALLEST = 16;
  private static final int LARGEST = 256;

  public PictureSettings {
    augmentations = List.copyOf(augmentations);
    augmentations.forEach(PictureSettings::kind);
  }

  private static AugmentKind kind(String name) {
    return AugmentKind.choices(true).get(name);
  }

  /// The same with changes of pictures in training.
  ///
  /// @param names of augmentations of pictures
  public PictureSettings withAugmentations(List<String> names) {
    return new PictureSettings(size, grey, from, frozen, names);
  }

  /// What pictures are changed by in training, one after the other; empty for nothing.
  ///
  /// @param side their rows and columns
  Optional<Augmentation> augmentation(int side) {
    return augmentations.stream()
        .map(name -> kind(name).augmentation(side))
        .reduce(Augmentation::then);
  }

  /// Seen in a size, for a network from scratch.
  ///
  /// @throws UserException where the size is none that networks are built for
  public static PictureSettings of(int size, boolean grey) {
    if (size < SMALLEST || size > LARGEST) {
      throw new UserException("error.size", size, SMALLEST, LARGEST);
    }
    return new PictureSettings(size, grey, null, false, List.of());
  }

  /// How a model takes pictures.
  ///
  /// @param shape channels, rows and columns
  static PictureSettings like(Shape shape, @Nullable Path from, boolean frozen) {
    return new PictureSettings(shape.size(1), shape.size(0) == 1, from, frozen, List.of());
  }

  /// Starting from the body of a trained model, whose pictures it takes.
  ///
  /// @param model one of pictures
  /// @throws UserException where it takes none that are as high as wide
  public static PictureSettings from(SavedModel model, boolean frozen) {
    Shape shape = model.requireImages().model().input().shape();
    if (shape.size(1) != shape.size(2)) {
      throw new UserException("error.from.shape", shape);
    }
    return like(shape, model.file().toAbsolutePath().normalize(), frozen);
  }

  /// The pictures of a folder, seen in this way.
  PictureFolder folder(Path path) {
    return PictureFolder.of(path).withSize(size, size).withChannels(grey ? 1 : 3);
  }

  /// The options that ask for it again, each after a blank.
  public String options() {
    Path origin = from;
    String augment = augmentations.isEmpty() ? "" : " --augment " + String.join(",", augmentations);
    if (origin != null) {
      return " --from " + PathText.quoted(origin) + (frozen ? " --frozen" : "") + augment;
    }
    return (size == USUAL.size ? "" : " --size " + size) + (grey ? " --grey" : "") + augment;
  }

  void putInto(JsonValue.ObjectBuilder json) {
    json.put("size", size).put("grey", grey);
    Path origin = from;
    if (origin != null) {
      json.put("from", origin.toString()).put("frozen", frozen);
    }
    json.put("augment", JsonValue.array(augmentations.stream().map(JsonValue::of).toList()));
  }

  static PictureSettings fromJson(JsonCursor json) {
    if (json.optional("size").isEmpty()) {
      return USUAL;
    }
    return new PictureSettings(
        json.member("size").integer(),
        json.member("grey").truth(),
        json.optional("from").map(JsonCursor::text).map(Path::of).orElse(null),
        json.optional("frozen").map(JsonCursor::truth).orElse(false),
        json.optional("augment").stream()
            .flatMap(list -> list.elements().stream())
            .map(JsonCursor::text)
            .toList());
  }
}
