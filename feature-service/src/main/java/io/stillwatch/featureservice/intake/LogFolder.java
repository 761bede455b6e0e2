package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.intake.IntakeCounts.Reason;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that folds what is durable into the states, in the order of the log, closes days,
 * and only then acknowledges. It works on one batch while the writer makes the next one durable,
 * which may be at most two ahead.
 */
final class LogFolder implements Runnable {
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 100;
  private static final long END_MILLIS = 1000;

  private final IntakeQueue queue;
  private final DayTurn dayTurn;
  private final IntakeCounts counts;
  private final Retries retries;
  private final BlockingQueue<Handed> handed = new ArrayBlockingQueue<>(1);
  private final Thread thread = new Thread(this, "feature-log-folder");
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable Handed inHand;

  LogFolder(IntakeQueue queue, DayTurn dayTurn, IntakeCounts counts) {
    this.queue = queue;
    this.dayTurn = dayTurn;
    this.counts = counts;
    this.retries = new Retries(queue);
    thread.setDaemon(true);
  }

  /** What the writer hands over. */
  sealed interface Handed {
    List<Work> work();
  }

  /**
   * What was committed.
   *
   * @param took from taking the batch to its commit
   */
  record Batch(List<Work> work, GroupCommit commit, List<LoggedEvent> events, Duration took)
      implements Handed {}

  /** Something that must happen between two batches, and that the writer waits for. */
  private record Errand(List<Work> work, Retries.Work task, CountDownLatch done)
      implements Handed {}

  /** Nothing comes after this. */
  private record End(List<Work> work) implements Handed {}

  void start() {
    thread.start();
  }

  /**
   * Hands a batch over, as soon as the one before is being folded. Throws what ended the thread.
   */
  void take(Batch batch) throws InterruptedException {
    hand(batch);
  }

  /** Does it once everything that was handed over is folded, and returns when it is done. */
  void alone(Work work, Retries.Work task) throws InterruptedException {
    Errand errand = new Errand(List.of(work), task, new CountDownLatch(1));
    hand(errand);
    do {
      refuseEnded();
    } while (!errand.done().await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void hand(Handed what) throws InterruptedException {
    do {
      refuseEnded();
    } while (!handed.offer(what, LOOK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void refuseEnded() {
    refuseBroken();
    if (retries.abandoned()) {
      throw new Retries.Abandoned();
    }
  }

  /** Throws what ended the thread. */
  void refuseBroken() {
    RuntimeException broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  /** Returns when everything that was handed over is folded and told. */
  void finish() throws InterruptedException {
    hand(new End(List.of()));
    thread.join();
    refuseBroken();
  }

  /** Makes the thread end at once, with whatever it was about to fold. */
  void abandon() {
    retries.abandon();
    thread.interrupt();
  }

  /** Makes the thread end, and returns what it was handed and has not told. */
  List<Work> breakOff() {
    abandon();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Work> untold = new ArrayList<>();
    Handed broken = inHand;
    if (broken != null) {
      untold.addAll(broken.work());
    }
    for (Handed rest = handed.poll(); rest != null; rest = handed.poll()) {
      untold.addAll(rest.work());
    }
    return untold;
  }

  @Override
  public void run() {
    boolean more = true;
    try {
      while (more && !retries.abandoned()) {
        Handed what = handed.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        inHand = what;
        more = !(what instanceof End);
        if (what instanceof Batch batch) {
          fold(batch);
        } else if (what instanceof Errand errand) {
          run(errand);
        }
        inHand = null;
        retries.persistently(dayTurn::byClock);
      }
    } catch (InterruptedException | Retries.Abandoned stopped) {
      queue.close();
    } catch (RuntimeException broken) {
      failure = broken;
      queue.close();
    }
  }

  private void fold(Batch batch) throws InterruptedException {
    GroupCommit commit = batch.commit();
    retries.persistently(() -> dayTurn.fold(batch.events()));
    counts.durable(commit.rows(), batch.took());
    counts.duplicates(commit.duplicates());
    counts.refused(Reason.DENIED, commit.denied());
    commit.tell(batch.work());
    queue.done(batch.work());
  }

  private void run(Errand errand) throws InterruptedException {
    retries.persistently(errand.task());
    queue.done(errand.work());
    errand.done().countDown();
  }
}
