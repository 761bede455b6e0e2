package io.stillwatch.modelservice.verdicts;

import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.rim.Repetition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts and ends what keeps the verdict table up to date. */
@Component
public final class VerdictLife {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictLife.class);
  private static final Duration LOOK_FOR_CHAMPION = Duration.ofMillis(50);
  private static final Duration LOOK_FOR_SLOT = Duration.ofMillis(250);

  private final StoredVerdicts stored;
  private final VerdictHistory history;
  private final BandHistory bands;
  private final Rejudging rejudging;
  private final LiveFollower follower;
  private final VerdictTable table;
  private final CallCounts counts;
  private final Duration writeEvery;
  private final List<Repetition> repetitions = new ArrayList<>();

  VerdictLife(
      StoredVerdicts stored,
      VerdictHistory history,
      BandHistory bands,
      Rejudging rejudging,
      LiveFollower follower,
      VerdictTable table,
      CallCounts counts,
      ModelServiceSettings settings) {
    this.stored = stored;
    this.history = history;
    this.bands = bands;
    this.rejudging = rejudging;
    this.follower = follower;
    this.table = table;
    this.counts = counts;
    this.writeEvery = settings.writeEvery();
  }

  /** Returns when the verdicts of the last run can be asked for. */
  public void start() {
    stored.load();
    history.load();
    LOG.info("{} verdicts of the last run answer until vectors come", table.size());
    repetitions.add(Repetition.start("rejudging", LOOK_FOR_CHAMPION, rejudging::look));
    repetitions.add(Repetition.start("verdict-store", writeEvery, this::save));
    repetitions.add(Repetition.start("band-history", LOOK_FOR_SLOT, bands::look));
    follower.start();
  }

  /**
   * The history first: what ends between the two is noted and left out again at the next start, for
   * the stored verdict is then still the one of before.
   */
  private void save() {
    history.save();
    history.erase();
    stored.save();
    history.purge();
  }

  /** What changed since the last write is left to the stream of the next start. */
  public void stop() {
    follower.stop();
    repetitions.forEach(Repetition::close);
    LOG.info("Answered {}", counts);
  }
}
