package io.stillwatch.featureservice.following;

import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandTable;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.intake.WriterVisits;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Changes what is followed, between two batches of the log and while no checkpoint is made, and
 * then fills the days before back from the accounts' samples, beside intake. A filling back that
 * the service's end broke off begins anew with the next start.
 */
final class FrameFollowing implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FrameFollowing.class);
  private static final int ACCOUNTS_AT_ONCE = 256;

  private final Strands strands;
  private final AccountStates states;
  private final Checkpoints checkpoints;
  private final LogTransaction transaction;
  private final WriterVisits visits;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(FrameFollowing::named);
  private volatile boolean running;

  FrameFollowing(
      Strands strands,
      AccountStates states,
      Checkpoints checkpoints,
      LogTransaction transaction,
      WriterVisits visits) {
    this.strands = strands;
    this.states = states;
    this.checkpoints = checkpoints;
    this.transaction = transaction;
    this.visits = visits;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "strands-filling-back");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * What was done.
   *
   * @param position calls after it are counted by what changed
   * @param changed ids of clusters that are new or have other frames
   */
  record Followed(long position, Set<String> changed) {}

  /**
   * Follows these clusters and no others; returns when that is durable. Throws
   * IllegalArgumentException for clusters that cannot be followed together.
   */
  Followed follow(List<FrameCluster> clusters) throws SQLException, InterruptedException {
    StrandTable.check(clusters);
    Change change = new Change(clusters);
    InterruptedException[] interrupted = new InterruptedException[1];
    checkpoints.without(
        () -> {
          try {
            visits.make(change);
          } catch (InterruptedException stopping) {
            interrupted[0] = stopping;
          }
        });
    if (interrupted[0] != null) {
      throw interrupted[0];
    }
    thread.execute(this::fillBack);
    return new Followed(change.position, change.changed);
  }

  /** Made on the folding thread. */
  private final class Change implements WriterVisits.Visit {
    private final List<FrameCluster> clusters;
    private Set<String> changed = new TreeSet<>();
    private long position;

    private Change(List<FrameCluster> clusters) {
      this.clusters = clusters;
    }

    @Override
    public void make() throws SQLException {
      position = states.position();
      transaction.run(
          connection -> {
            strands.storeFollowing(connection, clusters, position);
            return position;
          });
      changed = strands.follow(clusters, position);
    }
  }

  private void fillBack() {
    try {
      Optional<StrandTable.BackFill> begun = strands.beginFillingBack();
      if (begun.isPresent()) {
        fillBack(begun.get());
      }
    } catch (RuntimeException broken) {
      LOG.error("Strands of the days before were not made", broken);
    }
  }

  private void fillBack(StrandTable.BackFill filled) {
    long begun = System.nanoTime();
    List<String> ids = states.ids();
    for (int from = 0; from < ids.size() && running; from += ACCOUNTS_AT_ONCE) {
      states.framedCalls(
          ids.subList(from, Math.min(ids.size(), from + ACCOUNTS_AT_ONCE)), filled::add);
    }
    if (running) {
      strands.endFillingBack(filled);
      LOG.info(
          "Strands of the days before were made from the samples of {} accounts in {}",
          ids.size(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** Goes on with what was broken off. */
  @Override
  public void start() {
    running = true;
    thread.execute(this::fillBack);
  }

  @Override
  public void stop() {
    running = false;
    thread.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After intake, which loads the table. */
  @Override
  public int getPhase() {
    return 1;
  }
}
