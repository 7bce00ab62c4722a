package gradus.io;

import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// A checksum among the texts of a safetensors file, over all its tensors and all its other texts:
/// so that a file in which something was changed is not taken for what was written.
public final class Checksum {
  /// The name of the text.
  public static final String KEY = "gradus.sha256";

  /// What a checksum says of a file.
  public enum State {
    /// The file is as it was written.
    INTACT,
    /// Something in it was changed.
    CHANGED,
    /// It has no checksum.
    MISSING
  }

  private Checksum() {}

  /// These texts and the checksum of them and the tensors.
  public static Map<String, String> add(Map<String, Tensor> tensors, Map<String, String> texts) {
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.remove(KEY);
    all.put(KEY, Safetensors.sha256(tensors, all));
    return all;
  }

  /// Whether tensors and texts are those that the checksum was made of.
  public static State check(Safetensors.Contents contents) {
    Map<String, String> texts = new LinkedHashMap<>(contents.metadata());
    String written = texts.remove(KEY);
    if (written == null) {
      return State.MISSING;
    }
    return written.equals(Safetensors.sha256(contents.tensors(), texts))
        ? State.INTACT
        : State.CHANGED;
  }
}
