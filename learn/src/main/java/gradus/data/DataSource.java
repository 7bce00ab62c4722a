package gradus.data;

import gradus.tensor.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A place that a data set's files can be fetched from.
///
/// A source need not check what it delivers: every file is verified before it is used.
public interface DataSource {
  /// What a person would call this source.
  String name();

  /// The [#name], to be told in any language.
  default Message title() {
    return Message.verbatim(name());
  }

  /// Starts what can go ahead while other sources are tried, such as looking up a host's name.
  /// Returns at once.
  default void prepare() {}

  /// Puts files into a folder, each under its own name or with `.gz`. Bounded in time.
  ///
  /// Files that were delivered before a failure count.
  ///
  /// @param files those still wanted
  /// @param folder an empty folder
  /// @throws IOException where a file cannot be had; the message completes "source: ..."
  void fetch(List<DataFile> files, Path folder, DownloadProgress progress) throws IOException;
}
