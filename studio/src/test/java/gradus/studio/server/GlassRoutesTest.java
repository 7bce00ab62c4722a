package gradus.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.io.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlassRoutesTest {
  private static StudioServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = StudioServer.start(0, Workplace.in(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Answer(int status, String body) {
    JsonCursor json() {
      return new JsonCursor(Json.parse(body), "");
    }
  }

  private static Answer ask(String path) throws IOException {
    String token = server.address().substring(server.address().indexOf('=') + 1);
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestProperty("Cookie", "gradus=" + token);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden=9 | 1 to 8 units",
        "hidden=0,3 | 1 to 8 units",
        "hidden=1,1,1,1 | 1 to 3 hidden layers",
        "hidden=, | 1 to 3 hidden layers",
        "hidden=many | 1 to 3 hidden layers",
        "activation=gelu | tanh, relu, sigmoid",
        "data=spiral | moons, xor, circles",
        "optimizer=lion | adam, sgd",
        "rate=0 | above 0",
        "rate=NaN | above 0",
        "rate=11 | at most 10",
        "rate=fast | above 0",
        "seed=-1 | whole number",
        "seed=1000000 | whole number"
      })
  void refusesSettingsThatAreOutOfBoundsInBothLanguages(String query, String words)
      throws IOException {
    Answer answer = ask("/api/glass/net?" + query);

    assertThat(answer.status()).isEqualTo(400);
    JsonCursor told = answer.json();
    assertThat(told.member("en").text()).contains(words);
    assertThat(told.member("zh").text()).containsPattern("\\p{IsHan}");
  }

  @ParameterizedTest
  @CsvSource({"step=-1", "step=801", "step=x", "sample=120", "sample=-1"})
  void refusesMomentsThatAreNot(String query) throws IOException {
    assertThat(ask("/api/glass/step?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"none", "..%2F..", "%3Cscript%3E"})
  void refusesRunsThatAreNot(String run) throws IOException {
    assertThat(ask("/api/glass/runs/" + run).status()).isBetween(400, 404);
  }

  @Test
  void answersWithATrainingAndItsSteps() throws IOException {
    String settings = "hidden=3&data=circles&rate=0.1&seed=5";
    Answer net = ask("/api/glass/net?" + settings);
    Answer step = ask("/api/glass/step?" + settings + "&step=7&sample=2");

    assertThat(net.status()).isEqualTo(200);
    JsonCursor training = net.json();
    assertThat(training.member("order").elements()).hasSize(training.member("steps").integer());
    assertThat(step.status()).isEqualTo(200);
    JsonCursor moment = step.json();
    assertThat(moment.member("levels").elements()).hasSize(2);
    assertThat(moment.member("maps").elements().stream().map(layer -> layer.elements().size()))
        .containsExactly(2, 3, 1);
  }

  @Test
  void opensAsAPage() throws IOException {
    Answer page = ask("/glass");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("玻璃箱").contains("site/glass.js").doesNotContain("style=");
  }
}
