package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The UTC days of the last week on which an account called with a content, by its sampled calls;
 * the last one, where no hour is known. A vector does not tell when an affix was sent: where no
 * frame tells, any call counts.
 */
final class CalledDays {
  private static final int HOURS_A_DAY = 24;
  private static final int DAYS = 7;

  private CalledDays() {}

  /** Of any of these; none: it does not carry them. */
  static Set<LocalDate> of(FeatureVector vector, List<ContentKey> keys, HotContent content) {
    List<Strand> byFrame =
        vector.strands().stream()
            .filter(strand -> strand.share() >= Population.LEAST_SHARE)
            .filter(strand -> content.isOf(strand, keys))
            .toList();
    if (!byFrame.isEmpty()) {
      return days(byFrame, last(vector));
    }
    boolean byAffix = vector.links().stream().anyMatch(link -> isOf(link, keys));
    return byAffix ? days(vector.strands(), last(vector)) : Set.of();
  }

  /** Whether a call with the strand's frame was sampled on the day. */
  static boolean includes(LocalDate day, Strand strand) {
    long begin = day.toEpochDay() * HOURS_A_DAY;
    List<Integer> hours = strand.hours();
    int last = hours.size() - 1;
    while (last >= 0 && hours.get(last) >= begin + HOURS_A_DAY) {
      last--;
    }
    return last >= 0 && hours.get(last) >= begin;
  }

  private static Set<LocalDate> days(List<Strand> strands, LocalDate last) {
    Set<LocalDate> days = new TreeSet<>();
    for (Strand strand : strands) {
      strand.hours().forEach(hour -> days.add(day(hour)));
    }
    days.removeIf(day -> day.isAfter(last) || !day.isAfter(last.minusDays(DAYS)));
    return days.isEmpty() ? Set.of(last) : days;
  }

  private static boolean isOf(LinkKey link, List<ContentKey> keys) {
    return link.family() == LinkFamily.AFFIX
        && link.share() >= Population.LEAST_SHARE
        && keys.stream().anyMatch(key -> !key.frame() && key.keys().contains(link.key()));
  }

  /** The day that the vector closes. */
  private static LocalDate last(FeatureVector vector) {
    return LocalDate.ofInstant(vector.asOf().minusNanos(1), ZoneOffset.UTC);
  }

  private static LocalDate day(int hour) {
    return LocalDate.ofEpochDay(Math.floorDiv(hour, HOURS_A_DAY));
  }
}
