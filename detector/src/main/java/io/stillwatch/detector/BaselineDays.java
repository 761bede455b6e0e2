package io.stillwatch.detector;

import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.features.FeatureVector;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Trusted, earlier days, in the little that a night needs of them: each account as on its newest
 * day, whom the platform closed, and who carried what content on which day. Holds a vector an
 * account and about 100 bytes an account and day. Once all days are added it is only read.
 */
public final class BaselineDays {
  private final List<LocalDate> days = new ArrayList<>();
  private final Map<String, FeatureVector> newest = new TreeMap<>();
  private final Set<String> closed = new HashSet<>();
  private final BaselineContent content = new BaselineContent();

  /**
   * Of days that are all there.
   *
   * @param days in any order; IllegalArgumentException if one comes twice
   */
  public static BaselineDays of(List<DayOfVectors> days) {
    BaselineDays baseline = new BaselineDays();
    days.stream().sorted(Comparator.comparing(DayOfVectors::day)).forEach(baseline::add);
    return baseline;
  }

  /** Throws IllegalArgumentException if the day is not later than all that were added before. */
  public void add(DayOfVectors day) {
    if (!days.isEmpty() && !day.day().isAfter(days.get(days.size() - 1))) {
      throw new IllegalArgumentException(
          "baseline days must come once and in order: "
              + day.day()
              + " after "
              + days.get(days.size() - 1));
    }
    days.add(day.day());
    content.add(day.day().atStartOfDay(ZoneOffset.UTC).toInstant(), day.vectors());
    for (FeatureVector vector : day.vectors()) {
      newest.put(vector.account().accountId(), vector);
      addIfClosed(vector, closed);
    }
  }

  /** Ascending. */
  public List<LocalDate> days() {
    return List.copyOf(days);
  }

  /**
   * Each account as on its newest day, by account id, without those that were closed by today.
   *
   * @param today vectors of a later day
   */
  public List<FeatureVector> open(List<FeatureVector> today) {
    Set<String> closedSince = new HashSet<>(closed);
    today.forEach(vector -> addIfClosed(vector, closedSince));
    return newest.values().stream()
        .filter(vector -> !closedSince.contains(vector.account().accountId()))
        .toList();
  }

  /** What networks are held against. */
  public BaselineContent content() {
    return content;
  }

  private static void addIfClosed(FeatureVector vector, Set<String> closed) {
    if (vector.account().silenced()) {
      closed.add(vector.account().accountId());
    }
  }
}
