package io.stillwatch.modelservice.models;

import io.stillwatch.detector.Judge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The model that judges. Replaced as a whole; reading waits on nothing. */
@Component
public final class Champion {
  private volatile @Nullable Judge judge;

  /** Null: none yet, the installation is learning. */
  public @Nullable Judge judge() {
    return judge;
  }

  /** Empty: none yet. */
  String version() {
    Judge current = judge;
    return current == null ? "" : current.bundle().getManifest().getVersion();
  }

  void crown(Judge successor) {
    judge = successor;
  }
}
