package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.BuiltJars.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site that `./gradus javadoc` makes of all modules.
class JavadocTest {
  @TempDir private Path site;

  @Test
  void isMadeWithoutWarningsAndLinked() throws Exception {
    Result result =
        BuiltJars.run(
            BuiltJars.ROOT,
            List.of(
                BuiltJars.tool("javadoc"),
                "@docs/javadoc/options",
                "-p",
                String.join(File.pathSeparator, BuiltJars.dictionaries()),
                "-d",
                site.toString()));
    assertThat(result.status()).as(result.out()).isZero();
    // That the Vector API is an incubator module no option of javadoc keeps to itself.
    assertThat(result.out().lines())
        .allMatch(
            line -> line.startsWith("warning: [incubating]") || line.matches("\\d+ warnings?"));
    assertThat(site.resolve("index.html"))
        .content()
        .contains("gradus.learn/doc-files/own-data.html", "Apache License", "gradus.tensor/");
    assertThat(site.resolve("gradus.learn/doc-files/own-data.html"))
        .content()
        .contains("href=\"../gradus/table/Table.html#groupedSplit");
    assertThat(site.resolve("gradus.learn/gradus/nn/Dense.html"))
        .content()
        .contains("href=\"../../../gradus.tensor/gradus/tensor/Tensor.html\"");
  }
}
