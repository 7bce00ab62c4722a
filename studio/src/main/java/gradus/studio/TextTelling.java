package gradus.studio;

/// What a run on text tells on the console, step by step.
final class TextTelling {
  private final Session session;
  private final RunText text;

  TextTelling(Session session) {
    this.session = session;
    text = new RunText(session);
  }

  void title(TextSettings settings, boolean resumed) {
    text.heading(
        session.text(
            resumed ? "run.title.text.resumed" : "run.title.text",
            Corpus.title(settings.texts()),
            settings.model().title().toUpperCase(java.util.Locale.ROOT)));
  }

  void data(Corpus corpus) {
    text.part(session.text("data.heading", corpus.title()));
    session.say(
        session.text(
            "data.text.size",
            Numbers.count(corpus.characters()),
            Numbers.count(corpus.distinctCharacters())));
    session.say(
        session.text(
            "data.text.split",
            Numbers.count(corpus.training().tokenCount()),
            Numbers.count(corpus.validation().tokenCount()),
            Numbers.count(corpus.tokenizer().size()),
            corpus.training().context()));
  }

  void result(TextResult result) {
    int epochs = result.settings().training().epochs();
    int last = result.history().epochs().size();
    int best = result.best().number();
    if (last < epochs) {
      session.say(session.text("test.text.early", last));
    }
    text.part(session.text("test.text.heading"));
    session.say(TextOutput.clean(result.writing()));
    session.say();
    session.say(
        session.text(
            "test.text.loss",
            session.style().bold(Numbers.fixed(result.bitsPerCharacter())),
            Numbers.loss(result.loss()),
            Numbers.fixed(Math.exp(result.loss())),
            best));
    session.say(
        session.text(
            "test.text.speed",
            Numbers.seconds(result.history().seconds()),
            Numbers.count(Math.round(result.charactersPerSecond()))));
  }
}
