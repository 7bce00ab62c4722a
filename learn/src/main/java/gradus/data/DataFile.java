package gradus.data;

/// A file that a data set is made of, and how to know that it is the original.
///
/// @param name the file's name once decompressed; sources may offer it as it is or with `.gz`
/// @param bytes its length in bytes once decompressed
/// @param sha256 the SHA-256 of those bytes in lower-case hexadecimal, checked when the file is
///   fetched
/// @param crc32c the CRC-32C of those bytes, which is quick enough to be checked whenever the file
///   is loaded
public record DataFile(String name, int bytes, String sha256, int crc32c) {
  /// @throws DataException where the name is not a plain file name or the hash is not one
  public DataFile {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
      throw new DataException("data file: \"%s\" is not a plain file name", name);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new DataException(
          "data file %s: \"%s\" is not a SHA-256 in lower-case hexadecimal", name, sha256);
    }
    if (bytes < 0) {
      throw new DataException("data file %s: the length %d is negative", name, bytes);
    }
  }

  /// The name with `.gz`.
  String gzipName() {
    return name + ".gz";
  }
}
