package gradus.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is let in, and who is not. Requests are written by hand: HTTP clients do not lie about where
/// they come from.
class GuardTest {
  private static StudioServer server;
  private static String cookie;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = StudioServer.start(0, Workplace.in(folder));
    String token = server.address().substring(server.address().indexOf('=') + 1);
    String answer = ask("GET /?token=" + token, own());
    assertThat(answer).startsWith("HTTP/1.1 303");
    assertThat(answer).contains("HttpOnly; SameSite=Strict").contains("\r\nLocation: /\r\n");
    cookie = "gradus=" + token;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> routes() {
    return List.of(
        "GET /",
        "GET /learn/5.2-optimizers",
        "GET /learn/nowhere",
        "GET /digits",
        "GET /runs",
        "GET /glass",
        "GET /site/base.js",
        "GET /lib/katex/katex.min.css",
        "GET /thumb/5.2-optimizers.svg",
        "GET /api/digits",
        "POST /api/digits/train",
        "POST /api/digits/see",
        "DELETE /api/digits/drawings",
        "GET /api/exercises/5.2-optimizers",
        "POST /api/exercise/momentum",
        "GET /api/exercise/momentum/solution",
        "POST /api/runs/first/again",
        "GET /milestones/1958-perceptron",
        "GET /api/compare",
        "GET /api/glass/net",
        "GET /api/glass/step",
        "GET /api/runs",
        "POST /api/runs",
        "GET /nowhere");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesWhatNamesAnotherHost(String route) throws IOException {
    String foreign = "Host: gradus.example\r\nCookie: " + cookie + "\r\n";

    assertThat(ask(route, foreign)).startsWith("HTTP/1.1 421");
    assertThat(ask(route, "Host: 127.0.0.1\r\nCookie: " + cookie + "\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesWhatComesFromAnotherSite(String route) throws IOException {
    String headers = own() + "Cookie: " + cookie + "\r\n";

    assertThat(ask(route, headers + "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask(route, headers + "Origin: null\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask(route, headers + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesWhoHasNoCookie(String route) throws IOException {
    assertThat(ask(route, own())).startsWith("HTTP/1.1 403");
    assertThat(ask(route, own() + "Cookie: gradus=guessed\r\n")).startsWith("HTTP/1.1 403");
  }

  @Test
  void tellsAPersonWithoutTheCookieWhatToDo() throws IOException {
    assertThat(ask("GET /", own()))
        .contains("Open the address that &quot;gradus studio&quot; printed")
        .contains("请打开 gradus studio 打印出来的地址");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void givesEveryAnswerAStrictPolicy(String route) throws IOException {
    String answer = ask(route, own() + "Cookie: " + cookie + "\r\n");

    assertThat(answer)
        .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
        .contains("X-Content-Type-Options: nosniff")
        .doesNotContain("unsafe-inline");
  }

  @Test
  void opensNoSocketForStrangers() throws IOException {
    String upgrade =
        String.join(
            "\r\n",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");
    String origin = "Origin: http://127.0.0.1:" + server.port() + "\r\n";
    String known = "Cookie: " + cookie + "\r\n";

    assertThat(ask("GET /live", own() + upgrade + origin)).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /live", own() + upgrade + known)).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /live", own() + upgrade + known + "Origin: http://evil.example\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(ask("GET /live", "Host: evil.example\r\n" + upgrade + known + origin))
        .startsWith("HTTP/1.1 421");
    assertThat(ask("GET /live", own() + upgrade + known + origin)).startsWith("HTTP/1.1 101");
  }

  @Test
  void handsOutNoOtherFiles() throws IOException {
    String headers = own() + "Cookie: " + cookie + "\r\n";

    for (String path :
        List.of(
            "/site/..%2f..%2fgradus",
            "/site/%2e%2e/messages.properties",
            "/lib/katex/..%2f..%2fMETA-INF",
            "/lib/other/katex.min.js",
            "/api/runs/..%2f..%2fetc",
            "/api/runs/%2e%2e/file/run.json")) {
      String answer = ask("GET " + path, headers);
      assertThat(answer).as(path).containsPattern("^HTTP/1.1 40[04]");
      assertThat(answer).as(path).doesNotContain("root:");
    }
  }

  @Test
  void refusesLargeBodies() throws IOException {
    String answer =
        ask(
            "POST /api/digits/see",
            own() + "Cookie: " + cookie + "\r\nContent-Length: 70000\r\n",
            "x".repeat(70_000));

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void listensOnThisMachineAlone() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThat(isOpen(address)).as(address.toString()).isFalse();
        }
      }
    }
  }

  private static boolean isOpen(InetAddress address) {
    try (Socket socket = new Socket(address, server.port())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static String own() {
    return "Host: 127.0.0.1:" + server.port() + "\r\n";
  }

  private static String ask(String route, String headers) throws IOException {
    return ask(route, headers, "");
  }

  private static String ask(String route, String headers, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      String close = headers.contains("Upgrade:") ? "" : "Connection: close\r\n";
      socket
          .getOutputStream()
          .write(
              (route + " HTTP/1.1\r\n" + headers + close + "\r\n" + body)
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      int count;
      while ((count = socket.getInputStream().read(part)) > 0) {
        answer.write(part, 0, count);
        // A socket stays open; the answer's head says all.
        if (close.isEmpty() && answer.toString(StandardCharsets.UTF_8).contains("\r\n\r\n")) {
          break;
        }
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
