package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.chance.Tails;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Campaigns over the nights: who was caught while active, when the whole was detected. */
final class Campaigns {
  private static final double LOG_TAIL = Math.log(0.025);

  private record Campaign(
      String id, String scenario, List<Truth> members, @Nullable LocalDate detected) {}

  private record Group(String scenario, int size) {}

  private final Activity activity;
  private final List<JudgedNight> nights;
  private final List<Campaign> campaigns = new ArrayList<>();

  /** Campaigns without an active night are left out. */
  Campaigns(Collection<Truth> truth, Activity activity, List<JudgedNight> nights) {
    this.activity = activity;
    this.nights = nights;
    Map<String, List<Truth>> members = new TreeMap<>();
    truth.stream()
        .filter(row -> row.attack() && !row.campaignId().isEmpty())
        .forEach(row -> members.computeIfAbsent(row.campaignId(), c -> new ArrayList<>()).add(row));
    members.forEach(
        (id, of) -> {
          if (nights.stream().anyMatch(night -> !active(of, night).isEmpty())) {
            campaigns.add(new Campaign(id, of.get(0).scenario(), of, detection(of)));
          }
        });
  }

  private List<Truth> active(List<Truth> members, JudgedNight night) {
    return members.stream()
        .filter(row -> activity.of(row.accountId()).containsKey(night.day()))
        .toList();
  }

  private static boolean isCaught(Truth row, JudgedNight night) {
    JudgedAccount judged = night.accounts().get(row.accountId());
    return judged != null && judged.isAtLeast(Band.BAND_SOFT);
  }

  /** The first night on which at least half of the active members are caught. */
  private @Nullable LocalDate detection(List<Truth> members) {
    for (JudgedNight night : nights) {
      List<Truth> active = active(members, night);
      long caught = active.stream().filter(row -> isCaught(row, night)).count();
      if (!active.isEmpty() && 2 * caught >= active.size()) {
        return night.day();
      }
    }
    return null;
  }

  /** By id. */
  List<Detection> detections() {
    return campaigns.stream().map(this::detection).toList();
  }

  private Detection detection(Campaign of) {
    return new Detection(
        of.id, of.scenario, of.members.size(), days(of), firstDay(of), of.detected);
  }

  /** Of some campaigns together, under a name and size of the caller's. */
  ScenarioFigures figures(String name, int size, Predicate<Detection> which, long seed) {
    List<Campaign> some = campaigns.stream().filter(of -> which.test(detection(of))).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException("no campaign of " + name);
    }
    return figures(new Group(name, size), some, seed);
  }

  List<ScenarioFigures> figures(long seed) {
    Map<Group, List<Campaign>> groups =
        new TreeMap<>(Comparator.comparing(Group::scenario).thenComparingInt(Group::size));
    for (Campaign campaign : campaigns) {
      groups
          .computeIfAbsent(
              new Group(campaign.scenario, campaign.members.size()), g -> new ArrayList<>())
          .add(campaign);
    }
    List<ScenarioFigures> figures = new ArrayList<>();
    groups.forEach((group, of) -> figures.add(figures(group, of, seed)));
    return figures;
  }

  private ScenarioFigures figures(Group group, List<Campaign> of, long seed) {
    Ratio recall = new Ratio();
    Ratio detected = new Ratio();
    Ratio lost = new Ratio();
    for (Campaign campaign : of) {
      detected.add(campaign.id, campaign.detected != null);
      lost.add(campaign.id, requests(campaign, true), requests(campaign, false));
      for (Truth row : campaign.members) {
        List<JudgedNight> seen =
            nights.stream().filter(night -> !active(List.of(row), night).isEmpty()).toList();
        if (!seen.isEmpty()) {
          recall.add(campaign.id, seen.stream().anyMatch(night -> isCaught(row, night)));
        }
      }
    }
    return new ScenarioFigures(
        group.scenario,
        group.size,
        of.size(),
        recall.cases(),
        recall.interval(seed),
        detected.interval(seed),
        median(of.stream().mapToDouble(this::days).sorted().toArray()),
        median(of.stream().mapToDouble(this::untilDetected).sorted().toArray()),
        lost.interval(seed));
  }

  /** The campaign's calls; with {@code untilDetected} those up to its detection day at most. */
  private double requests(Campaign campaign, boolean untilDetected) {
    LocalDate end = untilDetected ? campaign.detected : null;
    return campaign.members.stream()
        .flatMap(row -> activity.of(row.accountId()).entrySet().stream())
        .filter(day -> end == null || !day.getKey().isAfter(end))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private double untilDetected(Campaign campaign) {
    return campaign.detected == null ? Double.POSITIVE_INFINITY : requests(campaign, true);
  }

  private double days(Campaign campaign) {
    if (campaign.detected == null) {
      return Double.POSITIVE_INFINITY;
    }
    return ChronoUnit.DAYS.between(firstDay(campaign), campaign.detected);
  }

  private LocalDate firstDay(Campaign campaign) {
    return campaign.members.stream()
        .flatMap(row -> activity.of(row.accountId()).keySet().stream())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * The median with the exact interval of order statistics: for fewer than six campaigns no end is
   * known.
   */
  private static Interval median(double[] ascending) {
    int n = ascending.length;
    double low = ascending[(n - 1) / 2];
    double high = ascending[n / 2];
    double value = Double.isInfinite(high) ? high : (low + high) / 2;
    int cut = 0;
    while (cut < n / 2 && Tails.logBinomialAtLeast(n - cut, n, 0.5) <= LOG_TAIL) {
      cut++;
    }
    return cut == 0
        ? new Interval(value, 0, Double.POSITIVE_INFINITY)
        : new Interval(value, ascending[cut - 1], ascending[n - cut]);
  }
}
