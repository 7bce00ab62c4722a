package gradus.bench;

import java.io.IOException;
import java.util.Arrays;

/// The benchmarks' entry point: JMH, or with `peer` as the first argument one side of a comparison.
public final class Main {
  private Main() {}

  /// Runs what the arguments name.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("peer")) {
      Peer.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else {
      org.openjdk.jmh.Main.main(arguments);
    }
  }
}
