package io.stillwatch.featureservice.strands;

import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandDay;
import io.stillwatch.features.strands.StrandTable;
import io.stillwatch.features.wire.StrandWire;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The strand table, shared. The folding thread adds to it; checkpoints store it with the states,
 * each day with the position of the last call in it, so that a replay passes over what is there.
 */
public final class Strands {
  private final ReentrantLock lock = new ReentrantLock();
  private final StrandTable table = new StrandTable();

  /** Accounts that were erased since a filling back began. */
  private final Set<String> erasedMeanwhile = new HashSet<>();

  private boolean fillingBack;

  private volatile boolean follows;

  /** Reads what was stored. */
  public void load(Connection connection) throws SQLException {
    StrandRows rows = new StrandRows(connection);
    rows.clusters((cluster, position, filled) -> run(() -> table.load(cluster, position, filled)));
    rows.days(day -> run(() -> table.load(day)));
    follows = locked(() -> !table.isEmpty());
  }

  /** Takes durable events in the order of the log, each as often as it comes. */
  public void fold(List<LoggedEvent> events) {
    if (follows) {
      run(() -> events.forEach(this::fold));
    }
  }

  private void fold(LoggedEvent event) {
    if (event.event() instanceof UsageEvent usage) {
      table.add(usage, event.position());
    }
  }

  /** What a checkpoint is to store; give it back when that fails. */
  public UnstoredStrands takeUnstored() {
    return locked(
        () ->
            new UnstoredStrands(
                table.takeUnstored(), table.takeFilledBack(), Math.max(0, table.oldestDay())));
  }

  public void giveBack(UnstoredStrands unstored) {
    run(
        () -> {
          table.giveBack(unstored.days());
          table.giveBackFilledBack(unstored.filledBack());
        });
  }

  /** Stores it within the connection's transaction. */
  public void store(Connection connection, UnstoredStrands unstored) throws SQLException {
    if (!unstored.isEmpty()) {
      StrandRows rows = new StrandRows(connection);
      rows.filledBack(unstored.filledBack());
      rows.put(written(unstored.days()));
      rows.dropBefore(unstored.oldestDay());
    }
  }

  /** Each under the lock by itself, for folding goes on. */
  private List<io.stillwatch.v1.StrandDay> written(List<StrandDay> days) {
    List<io.stillwatch.v1.StrandDay> written = new ArrayList<>(days.size());
    for (StrandDay day : days) {
      written.add(locked(() -> StrandWire.write(day)));
    }
    return written;
  }

  /**
   * Stores that these clusters are followed from a position on and no others, and every day that is
   * not stored yet; call {@link #follow} once that is committed. For the folding thread, while no
   * checkpoint is made.
   */
  public void storeFollowing(Connection connection, List<FrameCluster> clusters, long position)
      throws SQLException {
    StrandRows rows = new StrandRows(connection);
    rows.keep(clusters.stream().map(FrameCluster::id).toList());
    for (int i = 0; i < clusters.size(); i++) {
      FrameCluster cluster = clusters.get(i);
      boolean known = locked(() -> table.clusters().contains(cluster));
      long from = known ? locked(() -> table.followedFrom(cluster.id())) : position;
      boolean filled = known && locked(() -> table.isStoredAsFilledBack(cluster.id()));
      rows.put(cluster, i, from, filled);
    }
    rows.put(written(locked(() -> table.unstored(clusters))));
  }

  /** Follows these clusters; returns the ids of those that are new or changed. */
  public Set<String> follow(List<FrameCluster> clusters, long position) {
    return locked(
        () -> {
          Set<String> changed = table.follow(clusters, position);
          follows = !table.isEmpty();
          return changed;
        });
  }

  /** Begins a filling back of the clusters that need it; empty: none does. */
  public Optional<StrandTable.BackFill> beginFillingBack() {
    return locked(
        () -> {
          erasedMeanwhile.clear();
          List<FrameCluster> clusters = table.toFillBack();
          fillingBack = !clusters.isEmpty();
          return clusters.isEmpty()
              ? Optional.empty()
              : Optional.of(new StrandTable.BackFill(clusters));
        });
  }

  /** Takes it over, without the accounts that were erased since it began. */
  public void endFillingBack(StrandTable.BackFill filled) {
    run(
        () -> {
          erasedMeanwhile.forEach(filled::forget);
          fillingBack = false;
          table.fillBack(filled);
        });
  }

  /**
   * Removes an account from what is stored, within the connection's transaction, and returns of how
   * many days. For the folding thread, while no checkpoint is made.
   */
  public long remove(Connection connection, String accountId) throws SQLException {
    List<io.stillwatch.v1.StrandDay> without =
        locked(() -> table.without(accountId)).stream().map(StrandWire::write).toList();
    new StrandRows(connection).put(without);
    return without.size();
  }

  /** Removes it from memory, once that was committed. */
  public void forget(String accountId) {
    run(
        () -> {
          table.forget(accountId);
          if (fillingBack) {
            erasedMeanwhile.add(accountId);
          }
        });
  }

  /** What is followed. */
  public List<Following> following() {
    return locked(
        () ->
            table.clusters().stream()
                .map(
                    cluster ->
                        new Following(
                            cluster,
                            table.followedFrom(cluster.id()),
                            table.filledBack(cluster.id())))
                .toList());
  }

  /** A cluster's days, ascending; empty for one that is not followed. */
  public Optional<List<io.stillwatch.v1.StrandDay>> days(String clusterId) {
    return locked(
        () ->
            table.clusters().stream().anyMatch(cluster -> cluster.id().equals(clusterId))
                ? Optional.of(table.days(clusterId).stream().map(StrandWire::write).toList())
                : Optional.empty());
  }

  private void run(Runnable work) {
    locked(
        () -> {
          work.run();
          return this;
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A cluster that is followed.
   *
   * @param from calls after this position are counted
   * @param filledBack whether days before were made from samples
   */
  public record Following(FrameCluster cluster, long from, boolean filledBack) {}
}
