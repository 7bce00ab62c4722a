package gradus.data;

import gradus.tensor.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A package of the Debian archive that holds the files, fetched by `apt-get` as it is set up on
/// this machine.
///
/// Nothing is installed, no privileges are needed, and the system's own package lists are left as
/// they are: where they do not know the package, lists of our own are fetched beside the download
/// and thrown away with it.
///
/// @param packageName the package, such as `dataset-fashion-mnist`
/// @param directory the folder that the package would install the files to, without the leading
///   slash
/// @param gzip whether the files in it are compressed, their names ending in `.gz`
public record DebianSource(String packageName, String directory, boolean gzip)
    implements DataSource {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int GZIP_SLACK_BYTES = 1 << 16;

  /// @throws DataException where the name could be taken for an option or a path
  public DebianSource {
    if (!packageName.matches("[a-z0-9][a-z0-9+.-]+")) {
      throw new DataException("debian source: \"%s\" is not a package's name", packageName);
    }
  }

  /// A package whose files are compressed.
  public DebianSource(String packageName, String directory) {
    this(packageName, directory, true);
  }

  @Override
  public String name() {
    return title().toString();
  }

  @Override
  public Message title() {
    return Message.of("Debian package %s", packageName);
  }

  @Override
  public void fetch(List<DataFile> files, Path folder, DownloadProgress progress)
      throws IOException {
    var scratch = Files.createDirectory(folder.resolve("debian"));
    var output = scratch.resolve("output.txt");
    try {
      Command.run(scratch, output, LIMIT, apt(List.of(), "download", packageName));
    } catch (IOException e) {
      // A machine fresh from its image has no package lists; fetch some that are ours alone.
      Files.createDirectories(scratch.resolve("lists/partial"));
      Files.createDirectories(scratch.resolve("cache/archives/partial"));
      var own =
          List.of(
              "-oDir::State::Lists=" + scratch.resolve("lists"),
              "-oDir::Cache=" + scratch.resolve("cache"),
              "-oDebug::NoLocking=1");
      progress.note(Message.of("%s: fetching package lists", title()));
      Command.run(scratch, output, LIMIT, apt(own, "update"));
      Command.run(scratch, output, LIMIT, apt(own, "download", packageName));
    }
    var archive = scratch.resolve("files.tar");
    try (var packages = Files.newDirectoryStream(scratch, "*.deb")) {
      var found = packages.iterator();
      if (!found.hasNext()) {
        throw new TransferException("apt-get download left no package");
      }
      var words = List.of("dpkg-deb", "--fsys-tarfile", found.next().toString());
      Command.run(scratch, archive, LIMIT, words);
    }
    var wanted = new HashMap<String, Tar.Target>();
    for (var file : files) {
      var name = gzip ? file.gzipName() : file.name();
      wanted.put(
          directory + "/" + name,
          new Tar.Target(folder.resolve(name), (long) file.bytes() + GZIP_SLACK_BYTES));
    }
    try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
      Tar.extract(in, wanted);
    }
  }

  private static List<String> apt(List<String> options, String... words) {
    var all = new ArrayList<>(List.of("apt-get", "-qq", "-oAcquire::Retries=0"));
    all.add("-oAcquire::http::Timeout=10");
    all.add("-oAcquire::https::Timeout=10");
    all.add("-oAPT::Sandbox::User=");
    all.addAll(options);
    all.addAll(List.of(words));
    return all;
  }
}
