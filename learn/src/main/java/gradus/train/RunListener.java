package gradus.train;

import java.util.List;

/// Who is told what happens in a run: a console, a report, a file, a page.
///
/// Listeners do not know one another. Events come one at a time, in the order in which things
/// happen, on the thread that they happen on; who is slow holds up the run.
@FunctionalInterface
public interface RunListener {
  /// A listener that ignores everything.
  RunListener SILENT = _ -> {};

  /// Takes an event.
  void on(RunEvent event);

  /// One listener for all of these, told in this order.
  static RunListener of(RunListener... listeners) {
    List<RunListener> all = List.of(listeners);
    return event -> all.forEach(one -> one.on(event));
  }
}
