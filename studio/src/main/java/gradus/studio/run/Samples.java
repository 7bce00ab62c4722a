package gradus.studio.run;

import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.data.DownloadProgress;
import gradus.data.FashionMnist;
import gradus.data.Mnist;
import gradus.data.PictureFolder;
import gradus.data.Split;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.plot.Picture;
import gradus.studio.words.Choices;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The images of a run, divided.
///
/// @param title what the data set is called
/// @param training what is trained on
/// @param validation what is held back from training and looked at after every epoch
/// @param test what is looked at once, at the end
/// @param notes what a person should know of pictures of one's own
public record Samples(
    String title, Dataset training, Dataset validation, Dataset test, List<Message> notes) {
  /// The share of pictures of one's own that is not tested on.
  private static final double KEPT = 0.8;

  /// Fewer pictures cannot be divided.
  private static final int FEWEST = 15;

  /// How many images a network answers at a time where nothing is learned, of ordinary ones.
  private static final int ANSWERED = 1000;

  /// How many numbers these images have at most.
  private static final int ANSWERED_VALUES = 1 << 20;

  private static final List<String> NAMES = List.of("mnist", "fashion");

  /// Checks the value of `--data`, and makes a folder's path absolute, so that a run can be resumed
  /// from elsewhere.
  public static String requireKnown(String data) {
    if (NAMES.contains(data)) {
      return data;
    }
    try {
      Path folder = Path.of(data);
      if (Files.isDirectory(folder)) {
        return folder.toAbsolutePath().normalize().toString();
      }
      if (data.contains("/") || data.contains("\\") || Files.exists(folder)) {
        throw new UserException("error.data.folder", data);
      }
    } catch (InvalidPathException e) {
      throw new UserException("error.data.folder", data);
    }
    throw Choices.unknown("data", data, NAMES);
  }

  /// Whether it is the name of images that are published.
  public static boolean isPublished(String data) {
    return NAMES.contains(data);
  }

  /// Loads and divides the images.
  ///
  /// @throws FileException where they cannot be read or fetched
  public static Samples load(
      String data, Recipe recipe, PictureSettings pictures, DownloadProgress progress)
      throws FileException {
    List<Message> notes = new ArrayList<>();
    DownloadProgress noting = noting(progress, notes);
    Split published = published(data, pictures, noting);
    Split divided = divided(published, data);
    Split parts = recipe.split(divided.first(), divided.rest());
    Split training = parts.first().stratifiedSplit(recipe.kept(), Recipe.SPLIT_SEED);
    if (areOwnPictures(data)) {
      training = training.withCopiesTogether();
      PictureNotes.of(training.first(), published, parts).forEach(noting::note);
    }
    List<Message> told = areOwnPictures(data) ? List.copyOf(notes) : List.of();
    return new Samples(title(data), training.first(), training.rest(), parts.rest(), told);
  }

  /// Progress that keeps what a person should know.
  private static DownloadProgress noting(DownloadProgress progress, List<Message> notes) {
    return new DownloadProgress() {
      @Override
      public void bytes(String what, long done, long total) {
        progress.bytes(what, done, total);
      }

      @Override
      public void note(Message message) {
        notes.add(message);
        progress.note(message);
      }
    };
  }

  /// The test images of a recipe alone, as a model takes them.
  ///
  /// @param picture the shape of one: channels, rows and columns
  public static Dataset test(String data, Recipe recipe, Shape picture, DownloadProgress progress)
      throws FileException {
    Split published = published(data, PictureSettings.like(picture, null, false), progress);
    Split divided = divided(published, data);
    return recipe.split(divided.first(), divided.rest()).rest();
  }

  /// Parts with all copies of a picture of one's own in the same one.
  private static Split divided(Split published, String data) {
    return areOwnPictures(data) ? published.withCopiesTogether() : published;
  }

  /// Whether a folder holds pictures in a folder for each class, and not files in MNIST's format.
  public static boolean areOwnPictures(String data) {
    return !NAMES.contains(data) && PictureFolder.isOne(Path.of(data));
  }

  private static Split published(String data, PictureSettings pictures, DownloadProgress progress)
      throws FileException {
    DataOptions options = DataOptions.of().withProgress(progress);
    return switch (data) {
      case "mnist" -> {
        Mnist mnist = Mnist.load(options);
        yield new Split(mnist.train(), mnist.test());
      }
      case "fashion" -> {
        FashionMnist fashion = FashionMnist.load(options);
        yield new Split(fashion.train(), fashion.test());
      }
      default -> {
        if (areOwnPictures(data)) {
          yield own(pictures.folder(Path.of(data)).open(progress), data)
              .stratifiedSplit(KEPT, Recipe.SPLIT_SEED);
        }
        Mnist own = Mnist.load(options.withFolder(Path.of(data)));
        yield new Split(own.train(), own.test());
      }
    };
  }

  /// Pictures of one's own, with names of classes that may be shown anywhere.
  private static Dataset own(Dataset pictures, String data) {
    if (pictures.size() < FEWEST) {
      throw new UserException(
          "error.pictures.few", PathText.shown(Path.of(data)), pictures.size(), FEWEST);
    }
    return pictures.withClasses(pictures.classNames().stream().map(TextOutput::line).toList());
  }

  /// How many of these images a network answers at a time where nothing is learned: fewer of large
  /// ones.
  public static int answered(Dataset images) {
    return Math.clamp(ANSWERED_VALUES / images.inputShape().elements(), 1, ANSWERED);
  }

  public static String title(String data) {
    return switch (data) {
      case "mnist" -> "MNIST";
      case "fashion" -> "Fashion-MNIST";
      default -> TextOutput.line(String.valueOf(Path.of(data).getFileName()));
    };
  }

  /// The images that a recipe trains with, held-back ones among them.
  public int trainingSplit() {
    return training.size() + validation.size();
  }

  /// What is told of them.
  JsonValue facts() {
    return JsonValue.object()
        .put("trainingSplit", trainingSplit())
        .put("training", training.size())
        .put("validation", validation.size())
        .put("test", test.size())
        .put("shape", training.inputShape().toString())
        .put("classes", JsonValue.array(classNames().stream().map(JsonValue::of).toList()))
        .put(
            "counts",
            JsonValue.object()
                .put("training", counts(training))
                .put("validation", counts(validation))
                .put("test", counts(test))
                .build())
        .build();
  }

  private static JsonValue counts(Dataset data) {
    return JsonValue.array(Arrays.stream(data.classCounts()).mapToObj(JsonValue::of).toList());
  }

  public List<String> classNames() {
    return training.classNames();
  }

  /// One image of a data set.
  public static Picture picture(Dataset data, int index) {
    return Picture.of(data.gather(index).input().squeeze(0));
  }

  /// The first image of each class, by class; classes without one are left out.
  public static int[] firstOfEach(Dataset data) {
    int[] labels = data.labels();
    int[] first = new int[data.classCount()];
    Arrays.fill(first, -1);
    for (int i = labels.length - 1; i >= 0; i--) {
      first[labels[i]] = i;
    }
    return Arrays.stream(first).filter(i -> i >= 0).toArray();
  }
}
