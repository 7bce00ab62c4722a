package gradus.bench;

import gradus.tensor.Threads;
import java.io.IOException;
import java.util.Map;
import jdk.incubator.vector.FloatVector;

/// Gradus's side of a comparison.
///
/// The other side, `compare/torch_peer.py`, speaks the same way ([Protocol]); `compare/compare.py`
/// asks the two in turn.
final class Peer {
  private Peer() {}

  static void main(String[] arguments) throws IOException {
    Threads.use(Integer.parseInt(arguments[0]));
    Protocol.answer(
        Workloads::prepare,
        Map.of("lanes", String.valueOf(FloatVector.SPECIES_PREFERRED.length())));
  }
}
