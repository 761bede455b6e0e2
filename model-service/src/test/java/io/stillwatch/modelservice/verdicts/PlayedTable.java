package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A verdict table with its rankings, filled with accounts of every kind by chance. */
final class PlayedTable {
  static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  static final List<String> PLANS = List.of("", "free", "pro", "team", "enterprise");

  final Champion champion;
  final Rankings rankings = new Rankings();
  final Changes changes = new Changes();
  final VerdictTable table;

  PlayedTable(Champion champion) {
    this.champion = champion;
    this.table =
        new VerdictTable(champion, new ServiceClock(ServiceClock.Source.SYSTEM), rankings, changes);
  }

  Roster roster(int mostGathered, int mostWalked) {
    return new Roster(rankings, table, champion, new ErasedAccounts(), mostGathered, mostWalked);
  }

  void put(Held held) {
    table.restore(Stream.of(held));
  }

  /** Few values for everything, so that ties abound. */
  static Held any(String id, Random random) {
    Band band =
        switch (random.nextInt(20)) {
          case 0 -> Band.BAND_HARD;
          case 1, 2 -> Band.BAND_SOFT;
          case 3, 4, 5 -> Band.BAND_WATCH;
          case 6, 7 -> Band.BAND_UNKNOWN;
          default -> Band.BAND_NONE;
        };
    Verdict.Builder verdict =
        Verdict.newBuilder()
            .setAccountId(id)
            .setBand(band)
            .setModelVersion("v1")
            .setJudgedAt(Timestamps.timestamp(START));
    if (band != Band.BAND_UNKNOWN) {
      verdict.setRisk(random.nextInt(5) / 5.0).setRarerThanOneIn(1 + random.nextInt(100));
    }
    if (band.compareTo(Band.BAND_WATCH) >= 0 && random.nextBoolean()) {
      verdict.setNetworkId("net-" + random.nextInt(3));
    }
    String organisation = random.nextBoolean() ? "" : "org-" + random.nextInt(40);
    String plan = PLANS.get(random.nextInt(PLANS.size()));
    Held.Listing listing =
        new Held.Listing(organisation, plan, random.nextInt(50), random.nextInt(50) * 100L);
    Instant asOf = START.plusMillis(random.nextInt(200));
    return Held.stored(verdict.build(), asOf, List.of(), listing);
  }
}
