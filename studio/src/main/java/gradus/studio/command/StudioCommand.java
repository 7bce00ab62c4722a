package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.server.StudioServer;
import gradus.studio.server.Workplace;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gradus studio`: the course as a local site, whose experiments run while one looks.
@Command(name = "studio", sortOptions = false)
final class StudioCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 7474;
  private static final int LARGEST_PORT = 65_535;

  private final Session session;

  @Option(names = "--port", paramLabel = "N", descriptionKey = "option.studio.port")
  private int port = -1;

  @Option(names = "--no-open", descriptionKey = "option.studio.no-open")
  private boolean quiet;

  @Option(names = "--no-code", descriptionKey = "option.studio.no-code")
  private boolean noCode;

  StudioCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < -1 || port > LARGEST_PORT) {
      throw new UserException("error.studio.port.range", port);
    }
    try (StudioServer server = start()) {
      session.say(session.style().bold(session.text("studio.open")));
      session.console().out().println(server.address());
      session.say();
      session.tell(session.text("studio.how"));
      if (!quiet) {
        open(server.address());
      }
      CountDownLatch end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "studio-end"));
      end.await();
    }
    return 0;
  }

  /// On the usual port, or where that is taken on any other, unless one was asked for.
  private StudioServer start() {
    Workplace place = noCode ? Workplace.usual().withoutCode() : Workplace.usual();
    if (port >= 0) {
      return StudioServer.start(port, place);
    }
    try {
      return StudioServer.start(USUAL_PORT, place);
    } catch (UserException taken) {
      return StudioServer.start(0, place);
    }
  }

  /// Shows a page in the browser, by the command that this system has for it.
  private static void open(String address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
            : List.of(system.contains("mac") ? "open" : "xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // There is no such command: the address stands in the terminal.
    }
  }
}
