package gradus.studio.server;

import gradus.course.Experiment;
import gradus.course.ExperimentType;
import gradus.studio.words.UserException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The experiments that run, by the ids that pages gave them.
///
/// At most [#MOST] compute at a time. One whose page has gone is kept for a while, so that the page
/// can come back to it, and then ended.
final class Ensemble implements AutoCloseable {
  /// How many experiments compute at a time.
  static final int MOST = 4;

  /// How many are kept in all, ended ones too.
  private static final int KEPT = 16;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How often at most a page is told that there is something new.
  private static final long BETWEEN_NEWS = 20_000_000;

  private static final class Member {
    private final Performance performance;
    private volatile String socket;
    private volatile Runnable news;
    private volatile long leftAt = Long.MAX_VALUE;

    Member(String socket, Performance performance, Runnable news) {
      this.performance = performance;
      this.socket = socket;
      this.news = news;
    }

    boolean isLeft() {
      return leftAt != Long.MAX_VALUE;
    }
  }

  private final Map<String, Member> members = new LinkedHashMap<>();

  /// Starts an experiment; one that had the id before is ended.
  ///
  /// @throws UserException where too many compute already
  synchronized void start(
      String id, String socket, ExperimentType type, Map<String, String> settings, Runnable news) {
    Experiment experiment = type.of(settings);
    if (id.isEmpty() || id.length() > 64) {
      throw new UserException("error.live.id");
    }
    Member former = members.remove(id);
    if (former != null) {
      former.performance.close();
    }
    sweep();
    requireRoom();
    Throttle throttle = new Throttle();
    Performance performance = new Performance(type.name(), experiment, throttle);
    Member member = new Member(socket, performance, news);
    members.put(id, member);
    throttle.tell(() -> member.news.run(), performance);
  }

  /// Makes room for one more: those whose pages have gone make way.
  private void requireRoom() {
    List<Member> computing =
        members.values().stream().filter(member -> member.performance.isAlive()).toList();
    long watched = computing.stream().filter(member -> !member.isLeft()).count();
    if (watched >= MOST) {
      throw new UserException("error.live.many", watched);
    }
    if (computing.size() >= MOST) {
      computing.stream().filter(Member::isLeft).forEach(member -> member.performance.close());
    }
  }

  /// Gives an experiment to a page that came back.
  ///
  /// @throws UserException where there is none of this id
  synchronized void join(String id, String socket, Runnable news) {
    Member member = member(id);
    member.news = news;
    member.leftAt = Long.MAX_VALUE;
    member.socket = socket;
  }

  /// Notes that a page has gone.
  synchronized void leave(String socket) {
    members
        .values()
        .forEach(member -> {
          if (member.socket.equals(socket)) {
            member.leftAt = System.nanoTime();
            member.news = () -> {};
          }
        });
    sweep();
  }

  /// @throws UserException where there is none of this id
  synchronized Performance of(String id) {
    return member(id).performance;
  }

  private Member member(String id) {
    Member member = members.get(id);
    if (member == null) {
      throw new UserException("error.live.gone");
    }
    return member;
  }

  /// Ends those whose pages have been gone for too long, and forgets the oldest that have ended.
  private void sweep() {
    long now = System.nanoTime();
    members
        .values()
        .forEach(member -> {
          if (member.isLeft() && now - member.leftAt > PATIENCE.toNanos()) {
            member.performance.close();
          }
        });
    var oldest = members.values().iterator();
    while (members.size() >= KEPT && oldest.hasNext()) {
      if (!oldest.next().performance.isAlive()) {
        oldest.remove();
      }
    }
  }

  @Override
  public synchronized void close() {
    members.values().forEach(member -> member.performance.close());
  }

  /// Passes news on, but not more often than a screen shows them; the last are never lost.
  private static final class Throttle implements Runnable {
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Runnable listener = () -> {};
    private volatile long last;

    void tell(Runnable newListener, Performance performance) {
      listener = newListener;
      if (performance.stage().count() > 0 || performance.phase() != Performance.Phase.RUNNING) {
        run();
      }
    }

    @Override
    public void run() {
      long wait = last + BETWEEN_NEWS - System.nanoTime();
      if (wait <= 0) {
        last = System.nanoTime();
        listener.run();
      } else if (waiting.compareAndSet(false, true)) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(Duration.ofNanos(wait));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              waiting.set(false);
              last = System.nanoTime();
              listener.run();
            });
      }
    }
  }
}
