package io.stillwatch.featureservice.intake;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thread's work on the database, again and again until the database lets it. */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long MAX_PAUSE_MILLIS = 2_000;

  private final IntakeQueue queue;
  private volatile boolean abandoned;

  /**
   * @param queue is told when the database fails, and when it answers again
   */
  Retries(IntakeQueue queue) {
    this.queue = queue;
  }

  /**
   * Returns once it is done.
   *
   * @throws Abandoned when it failed and was given up
   */
  void persistently(Work work) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (!done(work, pause)) {
      pause(pause);
      pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
    }
    if (pause > FIRST_PAUSE_MILLIS) {
      queue.databaseAnswers(true);
    }
  }

  private boolean done(Work work, long pause) {
    try {
      work.run();
      return true;
    } catch (SQLException failed) {
      queue.databaseAnswers(false);
      LOG.warn("The database failed ({}); trying again in {} ms", failed.getMessage(), pause);
      return false;
    }
  }

  private void pause(long millis) throws InterruptedException {
    if (abandoned) {
      throw new Abandoned();
    }
    Thread.sleep(millis);
  }

  /** Nothing is tried again from now on. */
  void abandon() {
    abandoned = true;
  }

  boolean abandoned() {
    return abandoned;
  }

  /** Work that may fail and may be repeated. */
  interface Work {
    void run() throws SQLException;
  }

  /** The work was given up while the database failed. */
  static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
