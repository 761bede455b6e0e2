package io.stillwatch.modelservice.models;

import io.stillwatch.detector.Judge;
import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.detector.network.Corrections;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.modelservice.decisions.DecisionStore;
import io.stillwatch.rim.Repetition;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the alias champion in the database, and what people decided of its networks, which any
 * replica may have changed. What judges is the signed model with its networks corrected, never
 * without. A champion that cannot be opened here is reported once, and the one before goes on
 * judging.
 */
@Component
public final class ChampionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ChampionWatch.class);

  private final ModelStore store;
  private final TrustedKeys keys;
  private final Champion champion;
  private final DecisionStore decisions;
  private final ServiceClock clock;
  private final Duration pause;
  private String refused = "";
  private @Nullable Judge signed;
  private Corrections corrections = Corrections.NONE;
  private @Nullable Instant nextExpiry;
  private @Nullable Repetition repetition;

  ChampionWatch(
      ModelStore store,
      TrustedKeys keys,
      Champion champion,
      DecisionStore decisions,
      ServiceClock clock,
      ModelServiceSettings settings) {
    this.store = store;
    this.keys = keys;
    this.champion = champion;
    this.decisions = decisions;
    this.clock = clock;
    this.pause = settings.championPoll();
  }

  /** Returns when the present champion, if any, judges. */
  public void start() {
    look();
    repetition = Repetition.start("champion-watch", pause, this::look);
  }

  public void stop() {
    if (repetition != null) {
      repetition.close();
    }
  }

  /**
   * Returns when the present champion judges by the present decisions. Never within a transaction:
   * whoever looks holds the others up and waits for a connection.
   */
  public synchronized void look() {
    String version = store.versionOf(ModelAlias.MODEL_ALIAS_CHAMPION);
    boolean isNew =
        !version.isEmpty() && !version.equals(champion.version()) && !version.equals(refused);
    Judge judge = isNew ? opened(version) : signed;
    long last = decisions.last();
    if (judge != null && (judge != signed || last != corrections.last() || isOver(nextExpiry))) {
      if (last != corrections.last()) {
        corrections = decisions.corrections(corrections, last);
      }
      crown(judge);
    }
  }

  /** What cannot be opened leaves the one before. */
  private @Nullable Judge opened(String version) {
    try {
      Judge judge = keys.open(store.file(version));
      refused = "";
      return judge;
    } catch (BundleRejected rejected) {
      refused = version;
      LOG.error("Model {} is champion but cannot be used here: {}", version, rejected.getMessage());
      return signed;
    }
  }

  private void crown(Judge judge) {
    NetworkSnapshot networks = corrections.applied(judge.bundle().getNetworks(), clock.instant());
    champion.crown(judge.with(networks));
    signed = judge;
    nextExpiry = Corrections.nextExpiry(networks).orElse(null);
    LOG.info(
        "Model {} judges from now on, by {} decisions on its networks",
        champion.version(),
        corrections.size());
  }

  private boolean isOver(@Nullable Instant expiry) {
    return expiry != null && !expiry.isAfter(clock.instant());
  }
}
