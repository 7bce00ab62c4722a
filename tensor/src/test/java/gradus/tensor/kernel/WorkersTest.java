package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
  private int threadsBefore;

  @BeforeEach
  void remember() {
    threadsBefore = Workers.threads();
  }

  @AfterEach
  void restore() {
    Workers.setThreads(threadsBefore);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void runsEveryIndexOnce(int threads) {
    Workers.setThreads(threads);
    for (int tasks : new int[] {0, 1, 2, 7, 8, 9, 1000}) {
      for (int repeat = 0; repeat < 50; repeat++) {
        var runs = new AtomicIntegerArray(tasks);
        Workers.run(tasks, runs::incrementAndGet);
        for (int i = 0; i < tasks; i++) {
          assertThat(runs.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void theSettingIsANumberOfThreadsOrIgnored() {
    assertThat(Workers.initial(null, 3)).isEqualTo(3);
    assertThat(Workers.initial(" 2 ", 3)).isEqualTo(2);
    assertThat(Workers.initial("4096", 3)).isEqualTo(4096);
    for (String wrong : new String[] {"0", "-1", "4097", "many", "", "99999999999"}) {
      assertThat(Workers.initial(wrong, 3)).as(wrong).isEqualTo(3);
    }
  }

  @Test
  void runsTasksAtTheSameTime() {
    Workers.setThreads(3);
    var together = new CountDownLatch(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers.run(
        3,
        task -> {
          threads.add(Thread.currentThread());
          together.countDown();
          assertThat(awaits(together)).isTrue();
        });
    assertThat(threads).hasSize(3).contains(Thread.currentThread());
  }

  @Test
  void wakesWorkersThatHaveParked() throws InterruptedException {
    Workers.setThreads(2);
    for (int round = 0; round < 3; round++) {
      var together = new CountDownLatch(2);
      Workers.run(
          2,
          task -> {
            together.countDown();
            assertThat(awaits(together)).isTrue();
          });
      Thread.sleep(20);
    }
  }

  @Test
  void makesWritesOfTasksVisibleToTheCaller() {
    Workers.setThreads(4);
    int[] plain = new int[64];
    for (int round = 1; round <= 1000; round++) {
      int value = round;
      Workers.run(plain.length, task -> plain[task] = value);
      assertThat(plain).containsOnly(value);
    }
  }

  @Test
  void runsNestedCallsOnTheSameThread() {
    Workers.setThreads(3);
    var strangers = new AtomicInteger();
    var runs = new AtomicInteger();
    Workers.run(
        5,
        outer -> {
          Thread mine = Thread.currentThread();
          Workers.run(
              7,
              inner -> {
                runs.incrementAndGet();
                if (Thread.currentThread() != mine) {
                  strangers.incrementAndGet();
                }
              });
        });
    assertThat(runs).hasValue(35);
    assertThat(strangers).hasValue(0);
  }

  @Test
  void servesASecondCallerOnItsOwnThreadWhileTheWorkersAreTaken() throws InterruptedException {
    Workers.setThreads(2);
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .start(() ->
                Workers.run(
                    2,
                    task -> {
                      begun.countDown();
                      assertThat(awaits(release)).isTrue();
                    }));
    assertThat(awaits(begun)).isTrue();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers.run(20, task -> threads.add(Thread.currentThread()));
    release.countDown();
    first.join();
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  /// Either caller may lose both its tasks to workers, so three of them are needed for two helpers.
  @Test
  void helpsTwoCallersAtOnce() {
    Workers.setThreads(4);
    for (int round = 0; round < 20; round++) {
      var together = new CountDownLatch(4);
      IntConsumer meet =
          task -> {
            together.countDown();
            assertThat(awaits(together)).isTrue();
          };
      atOnce(List.of(() -> Workers.run(2, meet), () -> Workers.run(2, meet)));
    }
  }

  @Test
  void bringsAFailureToItsOwnCaller() {
    Workers.setThreads(3);
    List<Runnable> callers = new ArrayList<>();
    for (int caller = 0; caller < 3; caller++) {
      String name = "caller " + caller;
      callers.add(() -> {
        for (int round = 0; round < 500; round++) {
          String failure = name + " in round " + round;
          assertThatThrownBy(() ->
                  Workers.run(
                      6,
                      task -> {
                        if (task == 4) {
                          throw new IllegalStateException(failure);
                        }
                      }))
              .hasMessage(failure);
        }
      });
    }
    atOnce(callers);
  }

  @Test
  void runsEveryIndexOnceForManyCallersWhileTheNumberOfThreadsChanges() {
    List<Runnable> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      callers.add(() -> {
        for (int round = 0; round < 1000; round++) {
          var runs = new AtomicIntegerArray(12);
          Workers.run(4, outer -> Workers.run(3, inner -> runs.incrementAndGet(3 * outer + inner)));
          for (int i = 0; i < 12; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
          }
        }
      });
    }
    callers.add(() -> {
      for (int round = 0; round < 200; round++) {
        Workers.setThreads(1 + round % 5);
        Workers.run(8, task -> Thread.onSpinWait());
      }
    });
    atOnce(callers);
  }

  @Test
  void keepsNothingOfAFinishedRegionAlive() {
    Workers.setThreads(3);
    WeakReference<float[]> array = arrayOfARegion();
    while (array.get() != null) {
      System.gc();
      pause();
    }
  }

  private static WeakReference<float[]> arrayOfARegion() {
    var array = new float[1000];
    Workers.run(100, task -> array[task] = task);
    return new WeakReference<>(array);
  }

  /// Runs each on a thread of its own, and fails if one of them does.
  private static void atOnce(List<Runnable> callers) {
    Set<Throwable> failures = ConcurrentHashMap.newKeySet();
    List<Thread> threads =
        callers.stream()
            .map(caller ->
                Thread.ofPlatform()
                    .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                    .start(caller))
            .toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The test's time is up.
        Thread.currentThread().interrupt();
        throw new AssertionError("callers still wait for their regions", e);
      }
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bringsATasksExceptionToTheCallerAndGoesOnWorking(int threads) {
    Workers.setThreads(threads);
    for (int failing : new int[] {0, 5, 9}) {
      assertThatThrownBy(() ->
              Workers.run(
                  10,
                  task -> {
                    if (task == failing) {
                      throw new IllegalStateException("task " + task);
                    }
                  }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task " + failing);
      var runs = new AtomicInteger();
      Workers.run(10, task -> runs.incrementAndGet());
      assertThat(runs).hasValue(10);
    }
  }

  @Test
  void bringsAnErrorThrownByAWorkerToTheCaller() {
    Workers.setThreads(2);
    Thread caller = Thread.currentThread();
    var together = new CountDownLatch(2);
    assertThatThrownBy(() ->
            Workers.run(
                2,
                task -> {
                  together.countDown();
                  assertThat(awaits(together)).isTrue();
                  if (Thread.currentThread() != caller) {
                    throw new StackOverflowError("in a worker");
                  }
                }))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("in a worker");
  }

  @Test
  void keepsTheInterruptOfACallerThatWaits() {
    Workers.setThreads(2);
    Thread caller = Thread.currentThread();
    var together = new CountDownLatch(2);
    Workers.run(
        2,
        task -> {
          together.countDown();
          while (together.getCount() > 0) {
            Thread.onSpinWait();
          }
          if (Thread.currentThread() != caller) {
            caller.interrupt();
            pause();
          }
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void obeysANewNumberOfThreads() {
    for (int threads : new int[] {1, 4, 2, 3, 1}) {
      Workers.setThreads(threads);
      assertThat(Workers.threads()).isEqualTo(threads);
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      Workers.run(200, task -> seen.add(Thread.currentThread()));
      assertThat(seen).hasSizeBetween(1, threads);
    }
  }

  @Test
  void rejectsFewerThanOneThread() {
    assertThatThrownBy(() -> Workers.setThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number of threads, 0, must be at least 1");
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // The interrupt belongs to the test; the latch was not reached.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
