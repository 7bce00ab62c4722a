package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCacheTest {
  private static final byte[] FIRST = "the first file".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND =
      "the second file, which is longer".getBytes(StandardCharsets.UTF_8);
  private static final List<DataFile> FILES = List.of(file("first", FIRST), file("second", SECOND));

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private Path kept;

  @BeforeEach
  void chooseFolder() {
    kept = folder.resolve("data/set");
  }

  @Test
  void fetchesOverTheWebAndKeepsFilesDecompressed() throws IOException {
    try (var server = server(Map.of("/d/first.gz", gzip(FIRST), "/d/second.gz", gzip(SECOND)))) {
      complete(HttpSource.of(server.address("/d/")));
      assertKept();
      complete(HttpSource.of(server.address("/d/")));
      assertThat(server.requests()).containsExactly("/d/first.gz", "/d/second.gz");
    }
  }

  @Test
  void triesTheNextSourceForWhatIsStillMissingAndSaysWhy() throws IOException {
    var tampered = SECOND.clone();
    tampered[3] ^= 1;
    try (var server =
        server(
            Map.of(
                "/a/first.gz", gzip(FIRST),
                "/a/second.gz", gzip(tampered),
                "/b/second.gz", gzip(SECOND)))) {
      complete(HttpSource.of(server.address("/a/")), HttpSource.of(server.address("/b/")));
      assertKept();
      assertThat(server.requests()).containsExactly("/a/first.gz", "/a/second.gz", "/b/second.gz");
      assertThat(notes)
          .anyMatch(note -> note.contains("second has the SHA-256 " + sha256(tampered)));
    }
  }

  @Test
  void tellsEverythingThatWasTriedWhenNothingWorks() throws IOException {
    try (var server = server(Map.of())) {
      var web = HttpSource.of(server.address("/nothing/"));
      var directory = new FolderSource(folder.resolve("no-such-folder"));
      assertThatThrownBy(() -> complete(web, directory))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("TEST SET")
          .hasMessageContaining("first, second could not be had")
          .hasMessageContaining("/nothing/: ")
          .hasMessageContaining("status 404")
          .hasMessageContaining("no-such-folder: there is no such folder")
          .hasMessageContaining("connect to a network and try again, or give up");
      assertThat(visible()).isEmpty();
    }
  }

  @Test
  void survivesDeliveriesThatAreCutOffTooLongOrNoGzip() throws IOException {
    var good = gzip(FIRST);
    var cases =
        Map.of(
            "cut in transit",
                LoopbackServer.answer(
                    "200 OK\r\nContent-Length: " + good.length, Arrays.copyOf(good, 20)),
            "cut gzip", LoopbackServer.ok(Arrays.copyOf(good, good.length - 9)),
            "bomb", LoopbackServer.ok(gzip(new byte[30_000_000])),
            "announced too long",
                LoopbackServer.answer("200 OK\r\nContent-Length: 999999999", good),
            "endless", LoopbackServer.answer("200 OK", new byte[200_000]),
            "web page", LoopbackServer.ok("<html>login</html>".getBytes(StandardCharsets.UTF_8)));
    for (var one : cases.entrySet()) {
      try (var server = new LoopbackServer(Map.of("/first.gz", one.getValue()))) {
        var source = HttpSource.of(server.address("/"));
        assertThatThrownBy(() -> complete(source))
            .as(one.getKey())
            .isInstanceOf(FileException.class)
            .hasMessageContaining("could not be had");
        assertThat(visible()).as(one.getKey()).isEmpty();
      }
    }
  }

  @Test
  void followsNoRedirectButToHttpsInThePublicNetwork() throws IOException {
    for (var target :
        List.of(
            "http://example.org/first.gz",
            "file:///etc/passwd",
            "ftp://example.org/first.gz",
            "https://127.0.0.1/first.gz",
            "https://169.254.169.254/first.gz",
            "https://10.0.0.1/first.gz",
            "https://[fd00::1]/first.gz",
            "https://user@example.org/first.gz",
            "http://localhost/first.gz",
            "http://[")) {
      var redirect =
          LoopbackServer.answer(
              "302 Found\r\nContent-Length: 0\r\nLocation: " + target, new byte[0]);
      try (var server = new LoopbackServer(Map.of("/first.gz", redirect))) {
        var source = HttpSource.of(server.address("/"));
        assertThatThrownBy(() -> complete(source))
            .as(target)
            .isInstanceOf(FileException.class)
            .hasMessageContaining("could not be had")
            .hasMessageMatching("(?s).*(refused|redirects to \"http://\\[\").*");
      }
    }
  }

  @Test
  void followsRedirectsWithinOneServerButNotForEver() throws IOException {
    var redirect =
        LoopbackServer.answer(
            "301 Moved\r\nContent-Length: 0\r\nLocation: /b/first.gz", new byte[0]);
    var loop =
        LoopbackServer.answer("301 Moved\r\nContent-Length: 0\r\nLocation: second.gz", new byte[0]);
    try (var server =
        new LoopbackServer(
            Map.of(
                "/a/first.gz", redirect,
                "/b/first.gz", LoopbackServer.ok(gzip(FIRST)),
                "/a/second.gz", loop))) {
      var source = HttpSource.of(server.address("/a/"));
      assertThatThrownBy(() -> complete(source))
          .hasMessageContaining("second could not be had")
          .hasMessageContaining("more than 5 redirects");
      assertThat(kept.resolve("first")).hasBinaryContent(FIRST);
    }
  }

  @Test
  void refusesAddressesThatAreNotHttps() {
    for (var address :
        List.of(
            "http://example.org/",
            "file:///tmp/",
            "ftp://example.org/",
            "https:/x/",
            "https://user@example.org/",
            "https://example.org/no-slash")) {
      assertThatThrownBy(() -> HttpSource.of(URI.create(address)))
          .as(address)
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void givesUpAServerThatTakesTooLong() throws IOException {
    try (var server = server(Map.of("/first.gz", gzip(FIRST)))) {
      var source = new HttpSource(server.address("/"), Duration.ofNanos(1));
      assertThatThrownBy(() -> complete(source)).hasMessageContaining("not done after");
    }
  }

  @Test
  void takesFilesFromAFolderPlainOrGzip() throws IOException {
    var source = Files.createDirectory(folder.resolve("source"));
    Files.write(source.resolve("first"), FIRST);
    Files.write(source.resolve("second.gz"), gzip(SECOND));
    complete(new FolderSource(source));
    assertKept();
  }

  @Test
  void fetchesAgainWhatHasTheWrongLength() throws IOException {
    Files.createDirectories(kept);
    Files.write(kept.resolve("first"), FIRST);
    Files.write(kept.resolve("second"), new byte[3]);
    try (var server = server(Map.of("/second.gz", gzip(SECOND)))) {
      complete(HttpSource.of(server.address("/")));
      assertThat(server.requests()).containsExactly("/second.gz");
      assertKept();
    }
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws IOException {
    var left = Files.createDirectories(kept.resolve(".fetch-123"));
    Files.write(left.resolve("first"), new byte[10]);
    complete(delivering(new AtomicInteger()));
    assertThat(left).doesNotExist();
    assertKept();
  }

  @Test
  void fetchesOnceHoweverManyAskAtTheSameTime() throws Exception {
    var deliveries = new AtomicInteger();
    var source = delivering(deliveries);
    Callable<Void> task =
        () -> {
          complete(source);
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(List.of(task, task, task, task))) {
        done.get();
      }
    }
    assertKept();
    assertThat(deliveries).hasValue(1);
  }

  @Test
  void saysThatTheFolderCannotBeUsed() throws IOException {
    Files.createDirectories(kept.getParent());
    Files.write(kept, new byte[1]);
    assertThatThrownBy(() -> complete(delivering(new AtomicInteger())))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(kept.toString());
  }

  @Test
  void reportsProgress() throws IOException {
    var seen = new ArrayList<String>();
    try (var server = server(Map.of("/first.gz", gzip(FIRST), "/second.gz", gzip(SECOND)))) {
      new DataCache(
              "TEST SET",
              kept,
              FILES,
              "or give up",
              (what, done, total) -> seen.add(what + done + "/" + total))
          .complete(List.of(HttpSource.of(server.address("/"))));
    }
    int length = gzip(FIRST).length;
    assertThat(seen)
        .contains("first (127.0.0.1)0/" + length, "first (127.0.0.1)" + length + "/" + length);
  }

  @Test
  void rejectsNamesThatCouldLeaveTheFolder() {
    for (var name : List.of("../x", "a/b", "a\\b", "", ".lock", "a\0b")) {
      assertThatThrownBy(() -> file(name, FIRST)).isInstanceOf(DataException.class);
    }
  }

  private void complete(DataSource... sources) throws FileException {
    new DataCache(
            "TEST SET",
            kept,
            FILES,
            "or give up",
            new DownloadProgress() {
              @Override
              public void bytes(String what, long done, long total) {}

              @Override
              public synchronized void note(String message) {
                notes.add(message);
              }
            })
        .complete(List.of(sources));
  }

  private void assertKept() {
    assertThat(kept.resolve("first")).hasBinaryContent(FIRST);
    assertThat(kept.resolve("second")).hasBinaryContent(SECOND);
    assertThat(visible()).containsExactlyInAnyOrder("first", "second");
  }

  /// The files that are kept, and what was left behind, but not the lock.
  private List<String> visible() {
    try (Stream<Path> files = Files.list(kept)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static DataSource delivering(AtomicInteger deliveries) {
    return new DataSource() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public void fetch(List<DataFile> files, Path folder, DownloadProgress progress)
          throws IOException {
        deliveries.incrementAndGet();
        Files.write(folder.resolve("first"), FIRST);
        Files.write(folder.resolve("second.gz"), gzip(SECOND));
      }
    };
  }

  private static LoopbackServer server(Map<String, byte[]> bodies) throws IOException {
    var answers = new HashMap<String, byte[]>();
    bodies.forEach((path, body) -> answers.put(path, LoopbackServer.ok(body)));
    return new LoopbackServer(answers);
  }

  private static DataFile file(String name, byte[] content) {
    return new DataFile(name, content.length, sha256(content), 0);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
