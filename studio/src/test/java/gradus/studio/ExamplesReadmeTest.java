package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.studio.BuiltJars.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The line that runs an example, as the README of the examples prints it.
class ExamplesReadmeTest {
  @Test
  void theLineRunsAsPrinted() throws Exception {
    BuiltJars.assumeCurrent();
    assumeTrue(File.separatorChar == '/', "it is a line for a shell of Unix");
    Path examples = BuiltJars.ROOT.resolve("examples");
    List<String> lines = BuiltJars.blocks(examples.resolve("README.md"), "");
    assertThat(BuiltJars.blocks(examples.resolve("README.zh-CN.md"), "")).isEqualTo(lines);
    assertThat(lines.getFirst()).startsWith("java -p \"$(./gradus path)\" ");

    String line =
        lines
            .getFirst()
            .replace("$(./gradus path)", BuiltJars.modulePath())
            .replace("java -p", BuiltJars.tool("java") + " -p");
    Result result = BuiltJars.run(BuiltJars.ROOT, List.of("sh", "-c", line));

    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out()).contains("What immortal hand or eye", "床前明月光");
  }
}
