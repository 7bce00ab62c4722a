package gradus.data;

import gradus.tensor.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A folder of the web that holds the files compressed with gzip, read over HTTPS.
///
/// Only `https:` is spoken, and with machines of the public internet only; the same holds for every
/// redirect. (A loopback address may be given, and may then be plain `http:`; it cannot be
/// redirected to.) A host that cannot be found or reached within two seconds of [#prepare] is given
/// up, so that a machine without a network does not keep anyone waiting.
public final class HttpSource implements DataSource {
  private static final Duration REACH = Duration.ofSeconds(2);
  private static final int SILENCE_MILLIS = 10_000;
  private static final int MAXIMUM_REDIRECTS = 5;
  private static final int GZIP_SLACK_BYTES = 1 << 16;

  private final URI base;
  private final Duration limit;
  private final boolean loopback;
  private @Nullable CompletableFuture<Void> reached;
  private long deadlineToReach;

  /// A folder that is given ten minutes a file.
  ///
  /// @param base the folder's address, ending in a slash
  /// @throws DataException where the address is not `https:` and not a loopback address
  public static HttpSource of(URI base) {
    return new HttpSource(base, Duration.ofMinutes(10));
  }

  /// A folder that is given some time a file.
  ///
  /// @param base the folder's address, ending in a slash
  /// @throws DataException where the address is not `https:` and not a loopback address
  public HttpSource(URI base, Duration limit) {
    this.base = base;
    this.limit = limit;
    this.loopback = isLoopback(base);
    if (!loopback) {
      requireHttps(base);
    }
    if (!base.getPath().endsWith("/")) {
      throw new DataException("http source: the address %s must end in a slash", base);
    }
  }

  @Override
  public String name() {
    return base.toString();
  }

  @Override
  public synchronized void prepare() {
    if (reached != null) {
      return;
    }
    deadlineToReach = System.nanoTime() + REACH.toNanos();
    var attempt = new CompletableFuture<Void>();
    reached = attempt;
    // A look-up of a name cannot be interrupted, hence a daemon that may outlive us.
    Thread.ofPlatform()
        .daemon()
        .name("gradus-reach-" + base.getHost())
        .start(() -> {
          try {
            reach();
            attempt.complete(null);
          } catch (IOException | RuntimeException e) {
            attempt.completeExceptionally(e);
          }
        });
  }

  @Override
  public void fetch(List<DataFile> files, Path folder, DownloadProgress progress)
      throws IOException {
    awaitReached();
    for (var file : files) {
      download(base.resolve(file.gzipName()), file, folder, progress);
    }
  }

  private void reach() throws IOException {
    if (isProxied(base)) {
      // The proxy does the looking up; whether it can is seen when it is asked.
      return;
    }
    int port = base.getPort() >= 0 ? base.getPort() : loopback ? 80 : 443;
    var address = publicAddress(base);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) REACH.toMillis());
    }
  }

  private synchronized void awaitReached() throws IOException {
    prepare();
    var attempt = reached;
    reached = null;
    try {
      if (attempt != null) {
        attempt.get(Math.max(0, deadlineToReach - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      throw new TransferException(Message.of("no answer within %d seconds", REACH.toSeconds()), e);
    } catch (ExecutionException e) {
      var cause = e.getCause();
      throw new TransferException(reason(cause == null ? e : cause), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void download(URI address, DataFile file, Path folder, DownloadProgress progress)
      throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    long maximum = (long) file.bytes() + GZIP_SLACK_BYTES;
    var what = file.name() + " (" + base.getHost() + ")";
    var connection = open(address);
    try (InputStream in = connection.getInputStream();
        var out = Files.newOutputStream(folder.resolve(file.gzipName()))) {
      long total = connection.getContentLengthLong();
      if (total > maximum) {
        throw new TransferException(
            "%s: %d bytes announced, at most %d expected", address, total, maximum);
      }
      var buffer = new byte[1 << 16];
      long done = 0;
      progress.bytes(what, 0, total);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        done += n;
        if (done > maximum) {
          throw new TransferException("%s: more than %d bytes", address, maximum);
        }
        if (System.nanoTime() > deadline) {
          throw new TransferException("%s: not done after %d seconds", address, limit.toSeconds());
        }
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        out.write(buffer, 0, n);
        progress.bytes(what, done, total);
      }
      if (total >= 0 && done < total) {
        throw new TransferException("%s: cut off after %d of %d bytes", address, done, total);
      }
    } catch (UnknownHostException e) {
      throw new TransferException(reason(e), e);
    } finally {
      connection.disconnect();
    }
  }

  /// A connection whose answer is 200, after redirects.
  private HttpURLConnection open(URI address) throws IOException {
    var current = address;
    for (int hops = 0; hops <= MAXIMUM_REDIRECTS; hops++) {
      if (!isProxied(current)) {
        publicAddress(current);
      }
      var connection = (HttpURLConnection) current.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) REACH.toMillis());
      connection.setReadTimeout(SILENCE_MILLIS);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept-Encoding", "identity");
      connection.setRequestProperty("User-Agent", "gradus");
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return connection;
      }
      var location = connection.getHeaderField("Location");
      connection.disconnect();
      if (status < 300 || status >= 400 || location == null) {
        throw new TransferException("%s: status %d", current, status);
      }
      current = redirected(current, location);
    }
    throw new TransferException("%s: more than %d redirects", address, MAXIMUM_REDIRECTS);
  }

  private URI redirected(URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new TransferException(Message.of("%s: redirects to \"%s\"", from, location), e);
    }
    boolean sameServer =
        loopback
            && from.getScheme().equals(to.getScheme())
            && from.getAuthority().equals(to.getAuthority());
    if (!sameServer) {
      try {
        requireHttps(to);
      } catch (DataException e) {
        throw new TransferException(
            Message.of("%s: redirects to %s, which is refused", from, to), e);
      }
    }
    return to;
  }

  /// The first address of a host; loopback only if this source is.
  private InetAddress publicAddress(URI address) throws IOException {
    var host = address.getHost();
    var found = InetAddress.getAllByName(host);
    boolean ours = loopback && base.getAuthority().equals(address.getAuthority());
    for (var one : found) {
      boolean local =
          one.isLoopbackAddress()
              || one.isAnyLocalAddress()
              || one.isLinkLocalAddress()
              || one.isSiteLocalAddress()
              || one.isMulticastAddress()
              || isUniqueLocal(one);
      if (local && !ours) {
        throw new TransferException(
            "%s is %s, an address inside this network, which is refused",
            host, one.getHostAddress());
      }
    }
    return found[0];
  }

  /// Whether an address is in `fc00::/7`, IPv6's private range, which the JDK does not know.
  private static boolean isUniqueLocal(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  private static boolean isLoopback(URI address) {
    var host = address.getHost();
    return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
        && host != null
        && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
  }

  private static void requireHttps(URI address) {
    var scheme = address.getScheme();
    if (scheme == null
        || !scheme.toLowerCase(Locale.ROOT).equals("https")
        || address.getHost() == null
        || address.getUserInfo() != null) {
      throw new DataException(
          "http source: \"%s\" is refused; only https addresses of a named host are read", address);
    }
  }

  private static boolean isProxied(URI address) {
    var selector = ProxySelector.getDefault();
    return selector != null && selector.select(address).getFirst().type() != Proxy.Type.DIRECT;
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private static Message reason(Throwable failure) {
    return failure instanceof UnknownHostException
        ? Message.of("the host's name cannot be looked up; is there a network?")
        : Message.of(failure);
  }
}
