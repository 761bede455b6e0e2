package io.stillwatch.trainer;

import java.time.LocalDate;
import java.util.List;

/**
 * Which closed days a night looks at.
 *
 * @param baseline ascending, all before {@code judged}; may be too few to learn from
 * @param judged the newest closed day
 */
record TrainingDays(List<LocalDate> baseline, LocalDate judged) {
  private static final int LEAST = 2;
  private static final int MOST = 14;

  /**
   * Chooses among closed days.
   *
   * @param closed in any order, at least one
   * @param plan if it tells no baseline, the older half is it, 2 to 14 days
   */
  static TrainingDays of(List<LocalDate> closed, NightPlan plan) {
    if (closed.isEmpty()) {
      throw new IllegalArgumentException("no closed day to choose from");
    }
    List<LocalDate> days = closed.stream().sorted().distinct().toList();
    LocalDate judged = days.get(days.size() - 1);
    List<LocalDate> older = days.subList(0, days.size() - 1);
    List<LocalDate> baseline =
        plan.baselineUntil() == null
            ? olderHalf(older, days.size() / 2)
            : older.stream().filter(plan::isBaseline).toList();
    return new TrainingDays(List.copyOf(baseline), judged);
  }

  private static List<LocalDate> olderHalf(List<LocalDate> older, int half) {
    int end = Math.min(older.size(), Math.max(LEAST, half));
    return older.subList(Math.max(0, end - MOST), end);
  }
}
