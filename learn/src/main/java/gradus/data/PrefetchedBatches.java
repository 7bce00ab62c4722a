package gradus.data;

import gradus.tensor.Message;
import gradus.tensor.StateException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Batches that are prepared ahead, on one daemon thread.
///
/// Nothing runs unasked: taking a batch orders one more, so at most [#AHEAD] are ever ready or in
/// preparation. An iterator that is forgotten in mid-epoch therefore leaves nothing behind, and the
/// thread ends by itself when it has been idle for a second.
final class PrefetchedBatches implements DerivedBatches {
  static final int AHEAD = 2;

  private final Batches source;
  private final ThreadPoolExecutor loader =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("gradus-batches").factory());

  PrefetchedBatches(Batches source) {
    this.source = source;
    loader.allowCoreThreadTimeOut(true);
  }

  @Override
  public Batches source() {
    return source;
  }

  @Override
  public int lifetime() {
    return Math.max(0, source.lifetime() - AHEAD);
  }

  @Override
  public Batches recycle(int lifetime) {
    return new PrefetchedBatches(source.recycle(lifetime + AHEAD));
  }

  @Override
  public Batches prefetch() {
    return this;
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    return new Epoch(epoch, firstBatch);
  }

  private final class Epoch implements Iterator<Batch> {
    private final Queue<Future<@Nullable Batch>> ordered = new ArrayDeque<>();
    private final CompletableFuture<Iterator<Batch>> batches;

    Epoch(long epoch, int firstBatch) {
      // Working out the order takes as long as a few batches, so that is done ahead as well.
      batches = CompletableFuture.supplyAsync(() -> source.epoch(epoch, firstBatch), loader);
      for (int i = 0; i < AHEAD; i++) {
        order();
      }
    }

    private void order() {
      ordered.add(
          loader.submit(() -> {
            var iterator = batches.join();
            return iterator.hasNext() ? iterator.next() : null;
          }));
    }

    @Override
    public boolean hasNext() {
      var first = ordered.peek();
      return first != null && await(first) != null;
    }

    @Override
    public Batch next() {
      var first = ordered.poll();
      var batch = first == null ? null : await(first);
      if (batch == null) {
        ordered.clear();
        throw new NoSuchElementException("the epoch has no more batches");
      }
      order();
      return batch;
    }

    private @Nullable Batch await(Future<@Nullable Batch> future) {
      try {
        return future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StateException(Message.of("interrupted while waiting for a batch"), e);
      } catch (ExecutionException e) {
        ordered.clear();
        throw rethrow(e);
      }
    }

    /// What the loader threw, as it threw it.
    private RuntimeException rethrow(Throwable failure) {
      var cause = failure.getCause();
      boolean wrapper =
          failure instanceof ExecutionException || failure instanceof CompletionException;
      if (wrapper && cause != null) {
        return rethrow(cause);
      }
      return switch (failure) {
        case RuntimeException e -> e;
        case Error e -> throw e;
        default -> new IllegalStateException(failure);
      };
    }
  }
}
