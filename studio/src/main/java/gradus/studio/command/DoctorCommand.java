package gradus.studio.command;

import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.studio.console.DoctorConsole;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.run.Checkup;
import gradus.studio.run.ProbedModel;
import gradus.studio.run.RunFolder;
import gradus.studio.run.SavedModel;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.train.History;
import gradus.train.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus doctor`: says how a training went, what shows it, and what to try.
@Command(name = "doctor", sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN|MODEL", descriptionKey = "param.doctor")
  private Path path = Path.of("");

  @Option(names = "--data", paramLabel = "DATA", descriptionKey = "option.doctor.data")
  private @Nullable String data;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    DownloadBar bar = new DownloadBar(session.quiet(json));
    Checkup checkup;
    try {
      checkup = checkup(bar);
    } finally {
      bar.end();
    }
    if (json) {
      session
          .console()
          .out()
          .println(TextOutput.json(checkup.toJson(session.messages().language())));
    } else {
      String title = session.text("doctor.title", PathText.shown(path));
      new DoctorConsole(session).tell(title, checkup.diagnosis());
    }
    return 0;
  }

  private Checkup checkup(DownloadProgress progress) throws FileException {
    RunFolder folder = RunFolder.existing(path);
    if (Files.isRegularFile(folder.settings())) {
      Checkup recorded = Checkup.of(folder);
      return data == null
          ? recorded.measured(folder, progress)
          : recorded.with(probe(SavedModel.read(folder.path()), progress));
    }
    SavedModel saved = SavedModel.read(Files.isDirectory(folder.path()) ? folder.path() : path);
    return new Checkup(History.empty(), probe(saved, progress));
  }

  private Probe probe(SavedModel saved, DownloadProgress progress) throws FileException {
    ProbedModel model = new ProbedModel(saved);
    if (data == null && !model.knowsItsData()) {
      session.warn(session.text("doctor.weights"));
      return Probe.of(saved.model());
    }
    return model.on(data, progress);
  }
}
