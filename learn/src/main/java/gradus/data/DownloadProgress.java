package gradus.data;

import gradus.tensor.Message;

/// A listener to what happens while a data set is fetched. It is called on the thread that loads.
@FunctionalInterface
public interface DownloadProgress {
  /// A listener that ignores everything.
  DownloadProgress SILENT = (what, done, total) -> {};

  /// Some bytes have arrived.
  ///
  /// @param what a file and where it comes from
  /// @param done the bytes so far
  /// @param total the bytes expected, or -1 where that is unknown
  void bytes(String what, long done, long total);

  /// Something happened that a person may want to read: a source is being tried, or has failed.
  ///
  /// @param message in English
  default void note(String message) {}

  /// Something happened that a person may want to read, to be told in any language; in English
  /// where this is not overridden.
  default void note(Message message) {
    note(message.toString());
  }
}
