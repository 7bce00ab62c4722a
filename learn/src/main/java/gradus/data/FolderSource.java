package gradus.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder of this machine that may hold the files, such as one that a system package installs.
public record FolderSource(Path directory) implements DataSource {
  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public void fetch(List<DataFile> files, Path folder, DownloadProgress progress)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new TransferException("there is no such folder");
    }
    for (var file : files) {
      var plain = directory.resolve(file.name());
      var gzip = directory.resolve(file.gzipName());
      var found = Files.isRegularFile(plain) ? plain : gzip;
      if (!Files.isRegularFile(found)) {
        throw new TransferException("holds neither %s nor %s", file.name(), file.gzipName());
      }
      Files.copy(found, folder.resolve(found.getFileName()));
    }
  }
}
