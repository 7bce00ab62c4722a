package gradus.text;

import gradus.nn.Continuation;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// A model part-way through a text, which it is given piece by piece.
///
/// A model that sees a limited number of tokens begins anew when they are used up, with the last
/// half of them: so it always knows at least half as many as it can.
final class Reading {
  /// How many tokens are read at once, so that a long text does not need memory for all its logits.
  private static final int CHUNK = 128;

  private final Model model;
  private final int context;
  private final int[] window;
  private Continuation place;

  /// @param context the most tokens that the model sees; 0 for any number
  Reading(Model model, int context) {
    this.model = model;
    this.context = context;
    window = new int[context];
    place = Continuation.start(model.layers());
  }

  /// Who is told of the logits after each token.
  @FunctionalInterface
  interface Listener {
    /// Called for some tokens that were read at once.
    ///
    /// @param first the first token's place in the text
    /// @param logits `[tokens, vocabulary]`, one row after each token
    void read(int first, Tensor logits);
  }

  /// Reads tokens, and tells of the logits after each.
  void read(int[] tokens, Listener listener) {
    for (int from = 0; from < tokens.length; ) {
      if (context > 0 && place.position() == context) {
        int kept = context / 2;
        var last = Arrays.copyOfRange(window, context - kept, context);
        place = Continuation.start(model.layers());
        if (kept > 0) {
          step(last);
        }
      }
      int room = context == 0 ? CHUNK : Math.min(CHUNK, context - place.position());
      int to = Math.min(tokens.length, from + room);
      listener.read(from, step(Arrays.copyOfRange(tokens, from, to)));
      from = to;
    }
  }

  private Tensor step(int[] tokens) {
    if (context > 0) {
      System.arraycopy(tokens, 0, window, place.position(), tokens.length);
    }
    var step = place.next(Tensor.of(Shape.of(1, tokens.length), tokens));
    place = step.next();
    return step.output().squeeze(0);
  }
}
