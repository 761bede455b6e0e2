package io.stillwatch.modelservice.verdicts;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.v1.ModelManifest;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Says how fresh the answers are. Costs a few reads from memory; safe for any thread. */
@Component
public final class Serving {
  private final VerdictTable table;
  private final Rankings rankings;
  private final Champion champion;

  Serving(VerdictTable table, Rankings rankings, Champion champion) {
    this.table = table;
    this.rankings = rankings;
    this.champion = champion;
  }

  public ServingState state() {
    Judge judge = champion.judge();
    Held newest = rankings.by(RosterQuery.Order.NEWEST).first();
    ModelManifest manifest =
        judge == null ? ModelManifest.getDefaultInstance() : judge.bundle().getManifest();
    return new ServingState(
        VerdictTable.state(judge),
        table.isStale(),
        newest == null ? Instant.EPOCH : newest.asOf(),
        table.size(),
        manifest.getVersion(),
        judge == null ? null : Timestamps.instant(manifest.getTrainedAt()));
  }
}
