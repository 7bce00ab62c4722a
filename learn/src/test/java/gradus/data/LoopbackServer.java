package gradus.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web server for tests: answers each path with the bytes that it was given, status line and all.
final class LoopbackServer implements Closeable {
  private final ServerSocket socket;
  private final Map<String, byte[]> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  LoopbackServer(Map<String, byte[]> answers) throws IOException {
    this.answers = answers;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("loopback-server").start(this::serve);
  }

  /// An answer with a body.
  static byte[] ok(byte[] body) {
    return answer("200 OK\r\nContent-Length: " + body.length, body);
  }

  /// An answer with a status line and headers.
  static byte[] answer(String head, byte[] body) {
    var start =
        ("HTTP/1.1 " + head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    var all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection);
      } catch (IOException e) {
        // The client hung up, as some tests want it to, or the server was closed.
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    var line = in.readLine();
    if (line == null) {
      return;
    }
    // GET PATH HTTP/1.1
    var path = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    requests.add(path);
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    OutputStream out = connection.getOutputStream();
    out.write(
        answers.getOrDefault(path, answer("404 Not Found\r\nContent-Length: 0", new byte[0])));
    out.flush();
  }
}
