package gradus.studio.console;

import gradus.io.Cells;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.Wrapping;
import gradus.tensor.Message;
import gradus.train.Diagnosis;
import gradus.train.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the console says of how a training went.
public final class DoctorConsole {
  private static final int INDENT = 2;

  private final Session session;

  public DoctorConsole(Session session) {
    this.session = session;
  }

  /// The gravest finding in a line, and where the rest is.
  public void remark(Diagnosis diagnosis, Path run) {
    int others = diagnosis.complaints().size() - 1;
    String title = colored(diagnosis.worst());
    String whole = PathText.quoted(run);
    session.tell(
        others == 0
            ? session.text("doctor.remark", title, whole)
            : session.text("doctor.remark.more", title, whole, others));
  }

  /// All findings with what shows them and what to try.
  ///
  /// @param title what was looked at
  public void tell(String title, Diagnosis diagnosis) {
    session.tell(session.style().bold(title));
    diagnosis.findings().forEach(this::tell);
  }

  private void tell(Finding finding) {
    session.say();
    boolean isGood = finding.severity() == Finding.Severity.GOOD;
    String severity = isGood ? "" : "  " + session.text("doctor." + finding.severity().name());
    session.tell(colored(finding) + session.style().faint(severity));
    session.tell(text(finding.explanation()));
    int width =
        finding.evidence().stream().mapToInt(one -> Cells.width(text(one.label()))).max().orElse(0);
    for (Finding.Evidence one : finding.evidence()) {
      String value = text(one.value());
      session.say(
          " ".repeat(INDENT)
              + Cells.left(text(one.label()), width)
              + "  "
              + (one.isAlarming() ? session.style().yellow(value) : value));
    }
    Finding.Remedy remedy = finding.remedy();
    if (remedy != null) {
      tell(remedy);
    }
  }

  private void tell(Finding.Remedy remedy) {
    session.tell(session.text("doctor.try", text(remedy.advice())));
    remedy.removed().forEach(line -> session.say(session.style().red("  - " + line)));
    remedy.added().forEach(line -> session.say(session.style().green("  + " + line)));
    String options = options(remedy.settings());
    if (!options.isEmpty()) {
      session.tell(session.text("doctor.options", options));
    }
    Message gave = remedy.gave();
    if (gave != null) {
      for (String line : Wrapping.wrap(text(gave), Cells.USUAL_COLUMNS)) {
        session.say(session.style().faint(line));
      }
    }
  }

  /// The options that do the same for a run of the command line.
  private static String options(Map<String, Double> settings) {
    List<String> options = new ArrayList<>();
    Double epochs = settings.get("epochs");
    if (epochs != null) {
      options.add("--epochs " + Math.round(epochs));
    }
    Double rate = settings.get("learningRate");
    if (rate != null) {
      options.add("--lr " + Numbers.rate(rate));
    }
    return String.join(" ", options);
  }

  private String colored(Finding finding) {
    String title = text(finding.title());
    Console.Style style = session.style();
    return style.bold(
        switch (finding.severity()) {
          case GRAVE -> style.red(title);
          case WARNING -> style.yellow(title);
          case GOOD -> style.green(title);
          case NOTE -> title;
        });
  }

  private String text(Message message) {
    // Names of classes come from files.
    return TextOutput.line(session.messages().text(message));
  }
}
