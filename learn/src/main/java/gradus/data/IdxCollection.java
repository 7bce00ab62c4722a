package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/// A published data set of four IDX files, training and test images and their labels, and where to
/// find it.
///
/// @param title the name for messages
/// @param folderName its folder's name among the kept data sets
record IdxCollection(
    String title,
    String folderName,
    DataFile trainImages,
    DataFile trainLabels,
    DataFile testImages,
    DataFile testLabels,
    List<DataSource> sources,
    List<String> classNames) {

  /// Both parts of the data set.
  record Parts(Dataset train, Dataset test) {}

  List<DataFile> files() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  Parts load(DataOptions options) throws FileException {
    var folder = options.folder();
    if (folder != null) {
      return loadFolder(folder, options.progress());
    }
    var cache =
        new DataCache(
            title,
            options.home().resolve("data").resolve(folderName),
            files(),
            "or put the 4 files (as they are or .gz) into a folder and name it with --data",
            options.progress());
    var chosen = options.sources();
    var sources = chosen == null ? this.sources : chosen;
    cache.complete(sources);
    return new Parts(
        dataset(
            cached(cache, trainImages, sources, options),
            cache.path(trainImages),
            cached(cache, trainLabels, sources, options),
            cache.path(trainLabels)),
        dataset(
            cached(cache, testImages, sources, options),
            cache.path(testImages),
            cached(cache, testLabels, sources, options),
            cache.path(testLabels)));
  }

  /// A kept file; where it has been damaged since it was fetched, it is fetched once more.
  private static Idx cached(
      DataCache cache, DataFile file, List<DataSource> sources, DataOptions options)
      throws FileException {
    var path = cache.path(file);
    try {
      return original(file, path);
    } catch (FormatException e) {
      options.progress().note(Message.of("%s; %s is fetched again", e.reason(), path));
      cache.discard(file);
      cache.complete(sources);
      return original(file, path);
    }
  }

  private static Idx original(DataFile file, Path path) throws FileException {
    var idx = Idx.read(path, file.bytes());
    requireChecksum(file, path, idx);
    return idx;
  }

  private Parts loadFolder(Path folder, DownloadProgress progress) throws FileException {
    if (!Files.isDirectory(folder)) {
      throw new FileException(
          "read",
          folder,
          Message.of("it is not a folder"),
          Message.of("name the folder that holds the four files of %s", title));
    }
    return new Parts(
        dataset(folder, trainImages, trainLabels, progress),
        dataset(folder, testImages, testLabels, progress));
  }

  private Dataset dataset(Path folder, DataFile images, DataFile labels, DownloadProgress progress)
      throws FileException {
    var imagesPath = find(folder, images);
    var labelsPath = find(folder, labels);
    return dataset(
        ofUser(images, imagesPath, progress),
        imagesPath,
        ofUser(labels, labelsPath, progress),
        labelsPath);
  }

  /// A file that the user provides: the original, or one of another size in the same format.
  private Idx ofUser(DataFile file, Path path, DownloadProgress progress) throws FileException {
    var idx = Idx.read(path);
    if (idx.header().length + idx.bytes().length == file.bytes()) {
      requireChecksum(file, path, idx);
    } else {
      progress.note(
          Message.of(
              "%s holds %s and is not %s's own; it is used as it is", path, idx.shape(), title));
    }
    return idx;
  }

  private static void requireChecksum(DataFile file, Path path, Idx idx) throws FormatException {
    var checksum = new CRC32C();
    checksum.update(idx.header());
    checksum.update(idx.bytes());
    if ((int) checksum.getValue() != file.crc32c()) {
      throw new FormatException(
          path,
          0,
          Message.of(
              "it is as long as the original, but its CRC-32C is %08x and not %08x",
              checksum.getValue(), file.crc32c()),
          Message.of("the file is damaged or belongs to another data set: fetch it again"));
    }
  }

  private Path find(Path folder, DataFile file) throws FileException {
    // Some distributions write train-images.idx3-ubyte.
    var dotted = file.name().replace("-idx", ".idx");
    for (var name : List.of(file.name(), file.gzipName(), dotted, dotted + ".gz")) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new FileException(
        "read",
        folder.resolve(file.name()),
        Message.of("neither this file nor %s is there", file.gzipName()),
        Message.of(
            "put all four files of %s into the folder: %s",
            title, String.join(", ", files().stream().map(DataFile::name).toList())));
  }

  private Dataset dataset(Idx images, Path imagesPath, Idx labels, Path labelsPath)
      throws FormatException {
    return Idx.dataset(images, imagesPath, labels, labelsPath, classNames);
  }
}
