package gradus.io;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A format that is often taken for safetensors, known by its first bytes.
enum ForeignFormat {
  ZIP(
      "it is a zip archive, as PyTorch (.pt, .pth) and Keras (.keras) write them; the pickle in a"
          + " PyTorch archive is a program that runs when it is loaded, so Gradus never opens one",
      Advice.CONVERT,
      "PK\3\4"),
  PICKLE_2(ForeignFormat.PICKLE, Advice.CONVERT, "\u0080\2"),
  PICKLE_3(ForeignFormat.PICKLE, Advice.CONVERT, "\u0080\3"),
  PICKLE_4(ForeignFormat.PICKLE, Advice.CONVERT, "\u0080\4"),
  PICKLE_5(ForeignFormat.PICKLE, Advice.CONVERT, "\u0080\5"),
  JAVA(
      "it is a stream of serialised Java objects, which may run code when it is read, so Gradus"
          + " never opens one",
      "write the weights out as safetensors with the program that made the file",
      "\u00ac\u00ed"),
  HDF5(
      "it is an HDF5 file, as Keras (.h5) writes them",
      "save it from Python with safetensors.numpy.save_file({w.path: w.numpy() for w in"
          + " model.weights}, 'model.safetensors')",
      "\u0089HDF\r\n\u001a\n"),
  NPY(
      "it is a NumPy array (.npy)",
      "save it from Python with safetensors.numpy.save_file({'name': numpy.load(path)},"
          + " 'model.safetensors')",
      "\u0093NUMPY"),
  GGUF("it is a GGUF file", "look for the model's safetensors files where it came from", "GGUF"),
  GZIP("it is compressed with gzip", "unpack it first", "\u001f\u008b"),
  LFS(
      "it is only a pointer to a file in Git LFS",
      "fetch the file itself with git lfs pull",
      "version https://git-lfs"),
  HTML(
      "it is a web page, perhaps an error that was saved in place of a download",
      "download the file again",
      "<"),
  INDEX(
      "it is JSON text, perhaps the index of a model in several files",
      "name one of the .safetensors files beside it",
      "{\"");

  /// How many bytes [#of] needs to see.
  static final int LONGEST = 24;

  private static final String PICKLE =
      "it is a Python pickle, as older PyTorch versions (.pt, .pth, .bin) write them; a pickle is a"
          + " program that runs when it is loaded, so Gradus never opens one";

  private final String problem;
  private final String advice;
  private final String magic;

  ForeignFormat(String problem, String advice, String magic) {
    this.problem = problem;
    this.advice = advice;
    this.magic = magic;
  }

  /// What the file is, in a sentence.
  String problem() {
    return problem;
  }

  /// What to do about it.
  String advice() {
    return advice;
  }

  /// The format of a file that starts like this, if it is known.
  static @Nullable ForeignFormat of(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    for (ForeignFormat format : values()) {
      if (text.startsWith(format.magic)) {
        return format;
      }
    }
    return null;
  }

  private static final class Advice {
    static final String CONVERT =
        "if you trust the file, convert it in Python: safetensors.torch.save_file("
            + "torch.load(path, weights_only=True), 'model.safetensors')";
  }
}
