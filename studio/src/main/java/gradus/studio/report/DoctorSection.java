package gradus.studio.report;

import gradus.tensor.Message;
import gradus.train.Diagnosis;
import gradus.train.Finding;
import java.util.Locale;

/// What is to be said of how a training went, as a part of its report.
///
/// @param words in which words
record DoctorSection(Bilingual words) {

  /// All findings, the gravest first.
  String of(Diagnosis diagnosis) {
    Html all = new Html();
    diagnosis.findings().forEach(finding -> all.add(of(finding)));
    return all.toString();
  }

  private String of(Finding finding) {
    String severity = finding.severity().name();
    Html one = new Html();
    one.add("<div class=\"finding " + severity.toLowerCase(Locale.ROOT) + "\">");
    boolean isGood = finding.severity() == Finding.Severity.GOOD;
    String how = isGood ? "" : " <small>" + words.of("doctor." + severity) + "</small>";
    one.element("h3", words.of(finding.title()) + how);
    one.element("p", words.of(finding.explanation()));
    if (!finding.evidence().isEmpty()) {
      one.add("<dl class=\"evidence\">");
      for (Finding.Evidence evidence : finding.evidence()) {
        one.element("dt", words.of(evidence.label()))
            .element(
                evidence.isAlarming() ? "dd class=\"alarming\"" : "dd", words.of(evidence.value()));
      }
      one.add("</dl>");
    }
    Finding.Remedy remedy = finding.remedy();
    if (remedy != null) {
      one.element("div class=\"remedy\"", of(remedy));
    }
    return one.add("</div>\n").toString();
  }

  private String of(Finding.Remedy remedy) {
    Html one = new Html().element("p", words.of(remedy.advice()));
    Html code = new Html();
    remedy
        .removed()
        .forEach(line -> code.element("span class=\"removed\"", Html.escape("- " + line)));
    remedy.added().forEach(line -> code.element("span class=\"added\"", Html.escape("+ " + line)));
    one.element("pre", "<code>" + code + "</code>");
    Message gave = remedy.gave();
    if (gave != null) {
      one.element("p class=\"gave\"", words.of(gave));
    }
    return one.toString();
  }
}
