package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.studio.TinyText;
import gradus.studio.run.Corpus;
import gradus.studio.run.EpochSamples;
import gradus.studio.run.TokensChoice;
import gradus.text.TextModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTrainCommandTest {
  @TempDir private Path out;
  private Path file;

  @BeforeEach
  void writeText() throws IOException {
    file = TinyText.write(out.resolve("texts"));
  }

  private Terminal train(String name, int epochs, Object... more) {
    return Terminal.run(TinyText.train(file, out, name, epochs, more));
  }

  @Test
  void printsOneJsonObjectAndNothingElse() {
    Terminal terminal = train("a", 2, "--json", "--threads", 1);

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.err()).isEmpty();
    JsonCursor json = terminal.json();
    int tokens = TinyText.TEXT.length();
    assertThat(json.member("kind").text()).isEqualTo("text");
    assertThat(json.member("characters").integer()).isEqualTo(tokens);
    assertThat(json.member("trainTokens").integer()).isEqualTo(Math.round(tokens * 0.95f));
    assertThat(json.member("validationTokens").integer()).isEqualTo(Math.round(tokens * 0.05f));
    assertThat(json.member("vocabulary").integer())
        .isEqualTo((int) TinyText.TEXT.codePoints().distinct().count());
    assertThat(json.member("history").elements()).hasSize(2);
    assertThat(json.member("history").element(1).names())
        .containsExactly("epoch", "loss", "valLoss", "learningRate", "seconds");
    assertThat(json.member("samples").elements()).hasSize(2);
    double loss = json.member("validationLoss").number();
    assertThat(json.member("perplexity").number()).isEqualTo(Math.exp(loss));
    assertThat(json.member("bitsPerCharacter").number()).isEqualTo(loss / Math.log(2));
    assertThat(json.member("run").text()).isEqualTo(out.resolve("a").toString());
    assertThat(json.member("weightsSha256").text()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn", "gpt"})
  void learnsWithEveryNetwork(String model) {
    Terminal terminal =
        train("learns", 12, "--json", "--model", model, "--lr", 0.02, "--layers", 1);

    assertThat(terminal.status()).as(terminal.err()).isZero();
    JsonCursor json = terminal.json();
    // Single characters alone would leave 3.7 bits.
    assertThat(json.member("bitsPerCharacter").number()).isLessThan(1);
    assertThat(json.member("writing").text()).contains("sat on the");
  }

  @Test
  void goesThroughAShortTextMoreOftenThanThroughALongOne() throws IOException {
    Path large = Files.writeString(out.resolve("large.txt"), TinyText.TEXT.repeat(100));

    assertThat(usualEpochs(file.toString(), TokensChoice.CHARACTERS)).isEqualTo(40);
    assertThat(usualEpochs(large.toString(), TokensChoice.CHARACTERS)).isEqualTo(17);
    assertThat(usualEpochs(large.toString(), TokensChoice.BPE)).isEqualTo(29);
    assertThat(usualEpochs("chinese-poems", TokensChoice.CHARACTERS)).isEqualTo(12);
    assertThat(usualEpochs("sherlock-holmes", TokensChoice.CHARACTERS)).isEqualTo(9);
  }

  private static int usualEpochs(String text, TokensChoice tokens) throws IOException {
    return Corpus.usualEpochs(List.of(text), tokens, null);
  }

  @Test
  void learnsPartsOfWords() {
    JsonCursor json = train("bpe", 2, "--json", "--tokens", "bpe", "--vocabulary", 270).json();

    assertThat(json.member("tokens").text()).isEqualTo("bpe");
    assertThat(json.member("vocabulary").integer()).isLessThanOrEqualTo(270).isGreaterThan(256);
    double tokens = json.member("trainTokens").number() + json.member("validationTokens").number();
    assertThat(tokens).isLessThan(TinyText.TEXT.length());
    assertThat(json.member("bitsPerCharacter").number())
        .isEqualTo(
            json.member("validationLoss").number()
                / Math.log(2)
                * (tokens / TinyText.TEXT.length()));
  }

  @Test
  void boundsTheVocabulary() {
    JsonCursor json = train("few", 1, "--json", "--vocabulary", 10).json();

    assertThat(json.member("vocabulary").integer()).isEqualTo(10);
  }

  @Test
  void tellsEveryEpochWithASample() {
    Terminal terminal = train("told", 3, "--lr", 0.02);

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("cats.txt: learning to write, network LSTM")
        .contains("2,880 characters")
        .contains("1/3", "2/3", "3/3")
        .contains("perplexity", "bits/char.")
        .contains("What it writes now")
        .contains("gradus text generate")
        .doesNotContain("\u001b");
    assertThat(terminal.out().lines().filter(line -> line.matches(" {9}\\S.*"))).isNotEmpty();
  }

  @Test
  void leavesEverythingInTheRunsFolder() throws IOException {
    List<Object> all = new ArrayList<>(List.of(TinyText.train(file, out, "all", 2, "--json")));
    all.remove("--no-figures");
    Terminal terminal = Terminal.run(all.toArray());

    assertThat(terminal.status()).as(terminal.err()).isZero();
    Path run = out.resolve("all");
    for (String name :
        List.of(
            "run.json",
            "result.json",
            "report.html",
            "history.csv",
            "history.jsonl",
            "model.safetensors",
            "checkpoint.safetensors",
            "figures/history.svg",
            "figures/history.png")) {
      assertThat(run.resolve(name)).isNotEmptyFile();
    }
    assertThat(Json.read(run.resolve("result.json"))).isEqualTo(Json.parse(terminal.out()));
    TextModel model = TextModel.load(run.resolve("model.safetensors"));
    assertThat(model.generate("The ", 8, EpochSamples.USUAL, 1)).hasSize(8);
  }

  @Test
  void keepsTheWeightsOfTheBestEpoch() throws IOException {
    // So fast that it gets worse at some time.
    JsonCursor json = train("best", 40, "--json", "--lr", 0.3, "--optimizer", "adam").json();

    int best = json.member("bestEpoch").integer();
    List<JsonCursor> history = json.member("history").elements();
    double least =
        history.stream().mapToDouble(e -> e.member("valLoss").number()).min().orElseThrow();
    assertThat(history.get(best - 1).member("valLoss").number()).isEqualTo(least);
    assertThat(history.size()).isLessThan(40).isEqualTo(best + 4);
    TextModel model = TextModel.load(out.resolve("best/model.safetensors"));
    String heldBack = TinyText.TEXT.substring(TinyText.TEXT.length() - 144);
    assertThat(model.loss(heldBack)).isLessThan(1.5 * least + 0.5);
  }

  @Test
  void givesTheSameBitsWithAnyNumberOfThreads() {
    String one = weights(train("one", 2, "--json", "--threads", 1));
    String two = weights(train("two", 2, "--json", "--threads", 2));

    assertThat(two).isEqualTo(one);
    assertThat(weights(train("other", 2, "--json", "--seed", 1))).isNotEqualTo(one);
  }

  private static String weights(Terminal terminal) {
    return terminal.json().member("weightsSha256").text();
  }

  @Test
  void learnsFromSeveralFilesWhateverTheirLineEnds() throws IOException {
    Path windows = out.resolve("texts/windows.txt");
    Files.writeString(windows, "\ufeff" + TinyText.TEXT.replace("\n", "\r\n"));
    JsonCursor json = train("both", 1, "--json", windows).json();

    assertThat(json.member("characters").integer()).isEqualTo(2 * TinyText.TEXT.length() + 1);
    assertThat(json.member("vocabulary").integer())
        .isEqualTo((int) TinyText.TEXT.codePoints().distinct().count());
  }

  @Test
  void reportNeedsNothingElseAndSpeaksBothLanguages() throws IOException {
    assertThat(train("r", 2, "--lang", "zh").status()).isZero();

    assertThat(Files.readString(out.resolve("r/report.html")))
        .startsWith("<!doctype html>\n<html lang=\"zh-CN\" data-lang=\"zh\">")
        .endsWith("</html>\n")
        .contains("How it learnt", "它怎样学会的", "bits per character", "比特/字符")
        .contains("gradus text train " + file)
        .contains("<svg")
        .doesNotContain("src=\"http", "<link", "@import", "url(http", "figures/");
  }

  @Test
  void reportEscapesWhatTheModelWrites() throws IOException {
    Files.writeString(file, "<script>alert(1)</script>\n".repeat(100));

    assertThat(train("escaped", 12, "--lr", 0.02).status()).isZero();
    assertThat(Files.readString(out.resolve("escaped/report.html")))
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
  }

  @Test
  void leavesControlCharactersOfTheTextOutOfTheTerminal() throws IOException {
    Files.writeString(file, "\u001b[2J\u0007".repeat(800));

    Terminal terminal = train("controls", 2);

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out()).doesNotContain("\u001b", "\u0007");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chinese-poem                  | did you mean chinese-poems?
          nothing                       | there is no file and no collection nothing
          no/such.txt                   | there is no file no/such.txt
          FILE --model ltsm             | did you mean lstm?
          FILE --tokens byte            | there are no tokens byte. Tokens: characters, bpe
          FILE --hidden 0               | --hidden must be at least 1
          FILE --layers 0               | --layers must be at least 1
          FILE --context 0              | --context must be at least 1
          FILE --context 200            | needs 4,020
          FILE --dropout 1              | --dropout must be at least 0 and below 1, not 1.0
          FILE --dropout NaN            | --dropout must be at least 0 and below 1
          FILE --vocabulary 0           | --vocabulary must be at least 1
          FILE --vocabulary 1           | needs from 2 tokens
          FILE --tokens bpe --vocabulary 9 | byte pairs need from 256 tokens
          FILE --epochs 0               | --epochs must be at least 1
          FILE --lr -1                  | --lr must be a positive number
          FILE --hiden 3                | did you mean --hidden?
          --hidden 3                    | TEXT is missing
          """)
  void refusesWhatIsWrongInOneOrTwoLines(String arguments, String message) {
    List<Object> all = new ArrayList<>(List.of("text", "train", "--json", "--out", out));
    all.addAll(List.of(arguments.replace("FILE", file.toString()).split(" ", -1)));
    Terminal terminal = Terminal.run(all.toArray());

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
    assertThat(terminal.err().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(out.toFile().list()).containsExactly("texts");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    refused(new byte[0], "the file is empty");
    refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "byte 4: a zero byte");
    refused("\n \n".getBytes(StandardCharsets.UTF_8), "white space");
    refused(new byte[] {'a', (byte) 0xb4, (byte) 0xba}, "byte 1: 0xB4 is no character of UTF-8");
    refused("short\n".getBytes(StandardCharsets.UTF_8), "the text has 6 tokens, but needs 340");
  }

  private void refused(byte[] content, String message) throws IOException {
    Files.write(file, content);
    Terminal terminal = train("refused", 1);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
    assertThat(out.resolve("refused")).doesNotExist();
  }

  @Test
  void speaksChinese() throws IOException {
    Object[] command = TinyText.train(file, out, "zh", 2);
    Terminal terminal = Terminal.run(Map.of("LANG", "zh_CN.UTF-8"), command);

    assertThat(terminal.out())
        .contains("学习写作，网络 LSTM", "困惑度", "比特/字", "它现在写出的文字", "词表大小")
        .doesNotContain("epoch", "loss");
    assertThat(Terminal.run("text", "train", "chinese-poem", "--lang", "zh").err())
        .contains("是不是想用 chinese-poems？");
    Files.writeString(file, "短");
    assertThat(train("short", 1, "--lang=zh").err()).contains("至少需要 340 个");
  }
}
