package io.stillwatch.modelservice.models;

import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.rim.Repetition;
import io.stillwatch.v1.ModelAlias;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the alias champion in the database, which any replica may have moved. A champion that
 * cannot be opened here is reported once, and the one before goes on judging.
 */
@Component
public final class ChampionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ChampionWatch.class);

  private final ModelStore store;
  private final TrustedKeys keys;
  private final Champion champion;
  private final Duration pause;
  private String refused = "";
  private @Nullable Repetition repetition;

  ChampionWatch(
      ModelStore store, TrustedKeys keys, Champion champion, ModelServiceSettings settings) {
    this.store = store;
    this.keys = keys;
    this.champion = champion;
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

  synchronized void look() {
    String version = store.versionOf(ModelAlias.MODEL_ALIAS_CHAMPION);
    if (!version.isEmpty() && !version.equals(champion.version()) && !version.equals(refused)) {
      crown(version);
    }
  }

  private void crown(String version) {
    try {
      champion.crown(keys.open(store.file(version)));
      refused = "";
      LOG.info("Model {} judges from now on", version);
    } catch (BundleRejected rejected) {
      refused = version;
      LOG.error("Model {} is champion but cannot be used here: {}", version, rejected.getMessage());
    }
  }
}
