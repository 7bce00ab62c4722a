package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void refusesASecondRunAndNamesTheFolder() throws IOException {
    Path run = folder.resolve("runs/a");
    try (FolderLock lock = FolderLock.acquire(run)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> FolderLock.acquire(run.resolve("../a")))
            .isInstanceOf(FileException.class)
            .hasMessageContaining("another run is working in it")
            .hasMessageContaining("a");
      }
      assertThat(lock.folder()).isEqualTo(run);
    }
  }

  @Test
  void canBeTakenAgainOnceItIsFree() throws IOException {
    FolderLock first = FolderLock.acquire(folder);
    first.close();
    first.close();
    try (FolderLock second = FolderLock.acquire(folder)) {
      first.close();
      assertThatThrownBy(() -> FolderLock.acquire(folder)).isInstanceOf(FileException.class);
      assertThat(second.folder()).isEqualTo(folder);
    }
  }

  @Test
  void foldersDoNotDisturbEachOther() throws IOException {
    try (FolderLock one = FolderLock.acquire(folder.resolve("a"));
        FolderLock two = FolderLock.acquire(folder.resolve("b"))) {
      assertThat(one.folder()).isNotEqualTo(two.folder());
    }
  }

  @Test
  void clearsAwayOnlyWhatKilledWritersLeft() throws IOException {
    Files.writeString(folder.resolve(".model.bin.00ff.gradus-tmp"), "half");
    Path other = Files.writeString(folder.resolve("notes.gradus-tmp"), "mine");
    try (FolderLock lock = FolderLock.acquire(folder)) {
      assertThat(lock.folder().resolve(".model.bin.00ff.gradus-tmp")).doesNotExist();
    }
    assertThat(other).hasContent("mine");
  }

  @Test
  void aRefusedAttemptDoesNotFreeTheFolderForOthers() throws IOException {
    Path file = folder.resolve(FolderLock.FILE_NAME);
    // Stands for another process: a lock that FolderLock itself does not know of.
    try (FileChannel other =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertThatThrownBy(() -> FolderLock.acquire(folder)).isInstanceOf(FileException.class);
    }
    FolderLock.acquire(folder).close();
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> FolderLock.acquire(file))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("is a file where a folder is needed");
  }

  @Test
  void refusesWhileAnotherProcessHoldsTheFolderAndNoLongerOnceThatIsKilled() throws Exception {
    Process holder = ChildJvm.start(List.of(), Holder.class, folder.toString());
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> FolderLock.acquire(folder))
            .isInstanceOf(FileException.class)
            .hasMessageContaining(folder.toString())
            .hasMessageContaining("process " + holder.pid());
      }
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    FolderLock.acquire(folder).close();
  }

  /// The other process: holds the folder, says so, and waits to be killed.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (FolderLock lock = FolderLock.acquire(Path.of(arguments[0]))) {
        System.out.write(lock.folder().toString().isEmpty() ? 'n' : 'h');
        System.out.flush();
        Thread.sleep(120_000);
      }
    }
  }

  @Test
  void leavesAloneWhatIsNoLock() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
    Path linked = Files.createDirectories(folder.resolve("linked"));
    Files.createSymbolicLink(linked.resolve(FolderLock.FILE_NAME), precious);
    Path dangling = Files.createDirectories(folder.resolve("dangling"));
    Path nothing = folder.resolve("nothing");
    Files.createSymbolicLink(dangling.resolve(FolderLock.FILE_NAME), nothing);
    Path taken = Files.createDirectories(folder.resolve("taken"));
    Files.createDirectories(taken.resolve(FolderLock.FILE_NAME));
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve(FolderLock.FILE_NAME), "someone else's notes");
    for (Path place : java.util.List.of(linked, dangling, taken, foreign)) {
      assertThatThrownBy(() -> FolderLock.acquire(place))
          .as(place.toString())
          .isInstanceOf(FileException.class)
          .hasMessageContaining(FolderLock.FILE_NAME);
    }
    assertThat(Files.readString(precious)).isEqualTo("precious");
    assertThat(nothing).doesNotExist();
    assertThat(Files.readString(foreign.resolve(FolderLock.FILE_NAME)))
        .isEqualTo("someone else's notes");
    // The folder is free again.
    Files.delete(linked.resolve(FolderLock.FILE_NAME));
    FolderLock.acquire(linked).close();
    FolderLock.acquire(linked).close();
  }
}
