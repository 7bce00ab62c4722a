package gradus.bench;

import java.io.IOException;
import java.util.Arrays;

/// The benchmarks' entry point: JMH, or with `peer` as the first argument one side of a comparison,
/// or with `readers` what reading hostile files costs, or with `search` how close searches come, or
/// with `table` what some of these searches look in, or with `ratio` two workloads in turns, or
/// with `roofline` a picture of what a comparison wrote.
public final class Main {
  private Main() {}

  /// Runs what the arguments name.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("peer")) {
      Peer.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else if (arguments.length > 0 && arguments[0].equals("readers")) {
      Readers.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else if (arguments.length > 0 && arguments[0].equals("search")) {
      SearchComparison.main(Arrays.copyOfRange(arguments, 1, arguments.length), System.out);
    } else if (arguments.length > 2 && arguments[0].equals("ratio")) {
      Ratio.main(Arrays.copyOfRange(arguments, 1, arguments.length), System.out);
    } else if (arguments.length > 2 && arguments[0].equals("roofline")) {
      Roofline.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else if (arguments.length > 0 && arguments[0].equals("table")) {
      StoredTable.main(System.out);
    } else {
      org.openjdk.jmh.Main.main(arguments);
    }
  }
}
