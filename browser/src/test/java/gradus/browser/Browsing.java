package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import gradus.studio.server.StudioServer;
import gradus.studio.server.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A studio and a browser that looks at it, shared by all tests, and what both said that was wrong.
///
/// Where this machine has no Chromium, whoever asks for it is skipped, and says so.
final class Browsing {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private static @Nullable Browsing shared;

  private final StudioServer studio;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Browsing(Path chromium, Path folder) {
    studio = StudioServer.start(0, Workplace.in(folder));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox")));
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    context.setDefaultTimeout(60_000);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) {
        complaints.add(message.type() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onResponse(response -> {
      if (response.status() >= 400) {
        complaints.add(response.status() + " " + response.url());
      }
    });
    page.navigate(studio.address());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              playwright.close();
              studio.close();
            }));
  }

  /// The browser, whose page has been let in.
  static synchronized Browsing start() {
    Browsing browsing = shared;
    if (browsing == null) {
      Optional<Path> chromium =
          Stream.concat(Stream.ofNullable(System.getenv("CHROME")), PLACES.stream())
              .map(Path::of)
              .filter(Files::isExecutable)
              .findFirst();
      assumeTrue(
          chromium.isPresent(),
          "no Chromium found (apt-get install chromium, or CHROME=/path/to/it): the studio is not"
              + " tested in a browser");
      try {
        browsing = new Browsing(chromium.get(), Files.createTempDirectory("gradus-browser"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      shared = browsing;
    }
    return browsing;
  }

  StudioServer studio() {
    return studio;
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  /// Opens a page of the studio.
  ///
  /// @param path from the root, with `?` and what follows
  void open(String path) {
    complaints.clear();
    page.navigate("http://127.0.0.1:" + studio.port() + path);
    page.waitForLoadState();
  }

  /// Opens a page of a folder, which no server stands behind.
  ///
  /// @param query what follows `?`
  void open(Path file, String query) {
    complaints.clear();
    page.navigate(file.toUri() + "?" + query);
    page.waitForLoadState();
  }

  /// Waits until something holds on the page: asked for again and again, because the page's policy
  /// lets no test code run inside it.
  ///
  /// @param expression JavaScript that gives true or false
  void until(String expression) {
    long end = System.nanoTime() + 90_000_000_000L;
    while (!Boolean.TRUE.equals(page.evaluate("Boolean(" + expression + ")"))) {
      assertThat(System.nanoTime()).as(expression).isLessThan(end);
      page.waitForTimeout(30);
    }
  }

  /// Nothing was complained of since the page was opened.
  void requireNoComplaints() {
    assertThat(complaints).as(page.url()).isEmpty();
  }

  /// What axe-core finds that keeps people with disabilities out.
  ///
  /// Of a page of a folder it does not ask for style sheets, which such a page may not: what the
  /// browser says of that would be told at any time later, in the midst of another test.
  @SuppressWarnings("unchecked") // it is JSON
  List<String> barriers() {
    page.evaluate(axe());
    List<Map<String, Object>> violations =
        (List<Map<String, Object>>)
            page.evaluate(
                """
                async () => (await axe.run(document, { resultTypes: ["violations"], preload: location.protocol !== "file:" })).violations
                    .map(v => ({ id: v.id, help: v.help, where: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ") }))
                """);
    return violations.stream()
        .map(one -> one.get("id") + ": " + one.get("help") + " at " + one.get("where"))
        .toList();
  }

  private static String axe() {
    try (InputStream in = Browsing.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("there is no /axe.min.js");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the page is wider than its window.
  boolean overflows() {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }
}
