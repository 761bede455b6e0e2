package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.intake.IntakeCounts.Reason;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
  private static final Batch END = new Batch(List.of(), null, List.of(), Duration.ZERO);

  private final IntakeQueue queue;
  private final DayTurn dayTurn;
  private final IntakeCounts counts;
  private final Retries retries;
  private final BlockingQueue<Batch> handed = new ArrayBlockingQueue<>(1);
  private final Thread thread = new Thread(this, "feature-log-folder");
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable Batch inHand;

  LogFolder(IntakeQueue queue, DayTurn dayTurn, IntakeCounts counts) {
    this.queue = queue;
    this.dayTurn = dayTurn;
    this.counts = counts;
    this.retries = new Retries(queue);
    thread.setDaemon(true);
  }

  /**
   * What was committed.
   *
   * @param commit null: nothing comes after this
   * @param took from taking the batch to its commit
   */
  record Batch(
      List<Work> work, @Nullable GroupCommit commit, List<LoggedEvent> events, Duration took) {}

  void start() {
    thread.start();
  }

  /**
   * Hands a batch over, as soon as the one before is being folded. Throws what ended the thread.
   */
  void take(Batch batch) throws InterruptedException {
    do {
      refuseBroken();
      if (retries.abandoned()) {
        throw new Retries.Abandoned();
      }
    } while (!handed.offer(batch, LOOK_MILLIS, TimeUnit.MILLISECONDS));
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
    take(END);
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
    Batch broken = inHand;
    if (broken != null) {
      untold.addAll(broken.work());
    }
    for (Batch batch = handed.poll(); batch != null; batch = handed.poll()) {
      untold.addAll(batch.work());
    }
    return untold;
  }

  @Override
  public void run() {
    boolean more = true;
    try {
      while (more && !retries.abandoned()) {
        Batch batch = handed.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        inHand = batch;
        more = batch == null || folded(batch);
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

  /** Returns whether more may come. */
  private boolean folded(Batch batch) throws InterruptedException {
    GroupCommit commit = batch.commit();
    if (commit == null) {
      return false;
    }
    retries.persistently(() -> dayTurn.fold(batch.events()));
    counts.durable(commit.rows(), batch.took());
    counts.duplicates(commit.duplicates());
    counts.refused(Reason.DENIED, commit.denied());
    commit.tell(batch.work());
    queue.done(batch.work());
    return true;
  }
}
