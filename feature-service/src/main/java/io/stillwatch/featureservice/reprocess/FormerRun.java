package io.stillwatch.featureservice.reprocess;

import java.sql.SQLException;
import org.springframework.context.SmartLifecycle;

/**
 * A reprocessing that the service's end broke off: what it had staged goes with the next start. It
 * may hold vectors of accounts that were erased while it ran.
 */
final class FormerRun implements SmartLifecycle {
  private final StagedDays staged;
  private volatile boolean running;

  FormerRun(StagedDays staged) {
    this.staged = staged;
  }

  @Override
  public void start() {
    try {
      staged.clearFailed();
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot remove what a reprocessing had staged", failed);
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After intake, which holds the log, and before the gRPC server. */
  @Override
  public int getPhase() {
    return 1;
  }
}
