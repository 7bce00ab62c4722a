package gradus.data;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a data set is looked for, where it is kept, and who is told about it.
///
/// @param home the folder that Gradus keeps its files in; data sets are kept in `data/` inside it
/// @param folder a folder that holds the files, given by the user: if there is one, nothing else is
///   looked at
/// @param sources the places to fetch missing files from, in the order in which they are tried;
///   none means the data set's own
/// @param progress who is told what is being fetched
public record DataOptions(
    Path home,
    @Nullable Path folder,
    @Nullable List<DataSource> sources,
    DownloadProgress progress) {

  /// Keeps the list of sources as it is now.
  public DataOptions {
    sources = sources == null ? null : List.copyOf(sources);
  }

  /// The usual sources, kept in the folder that the environment variable `GRADUS_HOME` names, or in
  /// `~/.gradus`; silent.
  public static DataOptions of() {
    var home = System.getenv("GRADUS_HOME");
    return new DataOptions(
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".gradus")
            : Path.of(home),
        null,
        null,
        DownloadProgress.SILENT);
  }

  /// These options with another folder to keep things in.
  public DataOptions withHome(Path home) {
    return new DataOptions(home, folder, sources, progress);
  }

  /// These options with a folder that holds the files.
  public DataOptions withFolder(Path folder) {
    return new DataOptions(home, folder, sources, progress);
  }

  /// These options with other sources.
  public DataOptions withSources(List<DataSource> sources) {
    return new DataOptions(home, folder, sources, progress);
  }

  /// These options with a listener.
  public DataOptions withProgress(DownloadProgress progress) {
    return new DataOptions(home, folder, sources, progress);
  }
}
