package gradus.train;

import gradus.io.JsonValue;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is to be said of a training: whether it went well, and if not, what shows it, why it may
/// be, and what to try.
///
/// ```java
/// History history = trainer.fit(train, validation, 10);
/// IO.println(Diagnosis.of(history));
/// IO.println(Diagnosis.of(history, Probe.of(model, loss, validation)));   // sees more
/// ```
///
/// The epoch records alone tell a loss that is no number, guessing, learning by heart, a rate that
/// is too low or rather high, and a plateau. A [Probe] adds dead and saturated units, weights that
/// have exploded, inputs that are not scaled and classes that are not balanced. Where no threshold
/// is crossed it says so; a fault that shows in none of these numbers it does not see.
///
/// @param findings the gravest first; never empty
public record Diagnosis(List<Finding> findings) {
  /// Copies the list.
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /// What the records of the epochs say.
  public static Diagnosis of(History history) {
    return of(history, null);
  }

  /// What the records of the epochs and a look inside the model say.
  ///
  /// @param history empty where nothing is known of how it was trained
  /// @param probe what was measured after it; null for nothing
  public static Diagnosis of(History history, @Nullable Probe probe) {
    return of(history, probe, history.epochs().size());
  }

  /// What the records of the epochs and a look inside the model say, where the model has the
  /// weights of an earlier epoch than the last: what it learnt by heart after that is forgotten.
  ///
  /// @param history empty where nothing is known of how it was trained
  /// @param probe what was measured after it; null for nothing
  /// @param epoch the epoch whose weights the model has, counted from 1: of [EarlyStopping], the
  ///   best one
  /// @throws IllegalArgumentException where there is no such epoch
  public static Diagnosis of(History history, @Nullable Probe probe, int epoch) {
    int epochs = history.epochs().size();
    if (epoch < 0 || epoch > epochs) {
      throw new ArgumentException("diagnosis: there is no epoch %d among %d", epoch, epochs);
    }
    Curve curve = Curve.of(history);
    Curve kept = Curve.of(new History(history.epochs().subList(0, epoch)));
    List<Finding> all = new ArrayList<>();
    add(all, CurveFindings.nonFinite(curve));
    if (probe != null) {
      all.addAll(ProbeFindings.of(curve, probe));
    }
    boolean explained =
        all.stream()
            .anyMatch(one ->
                one.severity() == Finding.Severity.GRAVE || one.kind() == Finding.Kind.SATURATED);
    if (!explained) {
      add(all, CurveFindings.guessing(curve, probe));
    }
    boolean isGrave = all.stream().anyMatch(one -> one.severity() == Finding.Severity.GRAVE);
    if (!isGrave) {
      add(all, CurveFindings.overfitting(kept, probe));
      if (!explained) {
        all.addAll(CurveFindings.ofProgress(curve, probe));
      }
    }
    if (all.stream().noneMatch(Diagnosis::isComplaint)) {
      all.add(CurveFindings.noComplaint(curve, probe));
    }
    all.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::kind));
    return new Diagnosis(all);
  }

  private static void add(List<Finding> all, @Nullable Finding finding) {
    if (finding != null) {
      all.add(finding);
    }
  }

  private static boolean isComplaint(Finding finding) {
    return finding.severity().compareTo(Finding.Severity.WARNING) <= 0;
  }

  /// The gravest finding; that all is well where there is none.
  public Finding worst() {
    return findings.getFirst();
  }

  /// The findings that something should be done about, the gravest first.
  public List<Finding> complaints() {
    return findings.stream().filter(Diagnosis::isComplaint).toList();
  }

  /// Whether there is nothing to complain of.
  public boolean isHealthy() {
    return !isComplaint(worst());
  }

  /// All of it in a language, as plain text.
  public String in(Locale language) {
    var text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(text.isEmpty() ? "" : "\n\n").append(finding.title().in(language));
      text.append('\n').append(finding.explanation().in(language));
      for (Finding.Evidence one : finding.evidence()) {
        text.append("\n  ").append(one.label().in(language));
        text.append(": ").append(one.value().in(language));
      }
      Finding.Remedy remedy = finding.remedy();
      if (remedy != null) {
        text.append('\n').append(remedy.advice().in(language));
        remedy.removed().forEach(line -> text.append("\n- ").append(line));
        remedy.added().forEach(line -> text.append("\n+ ").append(line));
        Message gave = remedy.gave();
        text.append(gave == null ? "" : "\n" + gave.in(language));
      }
    }
    return text.toString();
  }

  /// All of it in English.
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }

  /// All of it as JSON with its texts in a language, for pages and other programs.
  ///
  /// ```json
  /// [{"kind": "OVERFITTING", "severity": "WARNING", "title": "...", "explanation": "...",
  ///   "evidence": [{"label": "...", "number": 10.0, "value": "epoch 10", "alarming": false}],
  ///   "remedy": {"advice": "...", "removed": ["..."], "added": ["..."],
  ///     "settings": {"epochs": 10.0}, "gave": "..."}}]
  /// ```
  public JsonValue toJson(Locale language) {
    return JsonValue.array(findings.stream().map(one -> json(one, language)).toList());
  }

  private static JsonValue json(Finding finding, Locale language) {
    var json =
        JsonValue.object()
            .put("kind", finding.kind().name())
            .put("severity", finding.severity().name())
            .put("title", finding.title().in(language))
            .put("explanation", finding.explanation().in(language))
            .put(
                "evidence",
                JsonValue.array(
                    finding.evidence().stream().map(one -> json(one, language)).toList()));
    Finding.Remedy remedy = finding.remedy();
    if (remedy != null) {
      json.put("remedy", json(remedy, language));
    }
    return json.build();
  }

  private static JsonValue json(Finding.Evidence evidence, Locale language) {
    return JsonValue.object()
        .put("label", evidence.label().in(language))
        .put("number", evidence.number())
        .put("value", evidence.value().in(language))
        .put("alarming", evidence.isAlarming())
        .build();
  }

  private static JsonValue json(Finding.Remedy remedy, Locale language) {
    var settings = JsonValue.object();
    remedy.settings().forEach(settings::put);
    var json =
        JsonValue.object()
            .put("advice", remedy.advice().in(language))
            .put("removed", lines(remedy.removed()))
            .put("added", lines(remedy.added()))
            .put("settings", settings.build());
    Message gave = remedy.gave();
    if (gave != null) {
      json.put("gave", gave.in(language));
    }
    return json.build();
  }

  private static JsonValue lines(List<String> lines) {
    return JsonValue.array(lines.stream().map(JsonValue::of).toList());
  }
}
