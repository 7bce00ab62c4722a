package gradus.studio.console;

import gradus.io.JsonCursor;
import gradus.studio.run.Corpus;
import gradus.studio.run.TextSettings;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.train.RunEvent;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the console says of a run on text.
final class TextConsole implements KindConsole {
  private final TextSettings settings;
  private final Session session;
  private final Lines lines;
  private double tokensPerCharacter = 1;

  TextConsole(TextSettings settings, Session session) {
    this.settings = settings;
    this.session = session;
    lines = new Lines(session);
  }

  @Override
  public void title(boolean resumed) {
    lines.heading(
        session.text(
            resumed ? "run.title.text.resumed" : "run.title.text",
            Corpus.title(settings.texts()),
            settings.model().title().toUpperCase(Locale.ROOT)));
  }

  @Override
  public void data(String title, JsonCursor facts) {
    tokensPerCharacter = facts.member("tokensPerCharacter").number();
    lines.part(session.text("data.heading", title));
    session.tell(
        session.text(
            "data.text.size",
            Numbers.count(facts.member("characters").wholeNumber()),
            Numbers.count(facts.member("distinctCharacters").wholeNumber())));
    session.tell(
        session.text(
            "data.text.split",
            Numbers.count(facts.member("trainingTokens").wholeNumber()),
            Numbers.count(facts.member("validationTokens").wholeNumber()),
            Numbers.count(facts.member("vocabulary").wholeNumber()),
            facts.member("context").wholeNumber()));
  }

  @Override
  public EpochTable epochs() {
    return EpochTable.ofText(tokensPerCharacter);
  }

  @Override
  public Speed speed() {
    int characters = (int) Math.round(settings.sizes().context() / tokensPerCharacter);
    return new Speed("bar.speed.text", Math.max(1, characters));
  }

  @Override
  public @Nullable String fact(RunEvent.Batch batch) {
    return null;
  }

  @Override
  public void result(JsonCursor values) {
    int last = values.member("history").elements().size();
    if (last < settings.training().epochs()) {
      session.tell(session.text("test.text.early", last));
    }
    lines.part(session.text("test.text.heading"));
    session.tell(TextOutput.clean(values.member("writing").text()));
    session.say();
    session.tell(
        session.text(
            "test.text.loss",
            session.style().bold(Numbers.fixed(values.member("bitsPerCharacter").number())),
            Numbers.loss(values.member("validationLoss").number()),
            Numbers.fixed(values.member("perplexity").number()),
            values.member("bestEpoch").integer()));
    session.tell(
        session.text(
            "test.text.speed",
            Numbers.seconds(values.member("trainSeconds").number()),
            Numbers.count(Math.round(values.member("charactersPerSecond").number()))));
  }

  @Override
  public String next(Path folder) {
    return session.text("files.next.text", PathText.quoted(folder));
  }
}
