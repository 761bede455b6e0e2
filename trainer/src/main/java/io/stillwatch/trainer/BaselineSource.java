package io.stillwatch.trainer;

import io.stillwatch.detector.BaselineDays;
import java.time.LocalDate;
import java.util.List;

/** Where a night has its baseline from. */
@FunctionalInterface
public interface BaselineSource {
  /**
   * The baseline of these days, without those that have other features than this build.
   *
   * @param days ascending, closed
   */
  BaselineDays of(List<LocalDate> days);
}
