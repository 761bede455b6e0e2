package io.stillwatch.evaluation;

import io.stillwatch.detector.BaselineDays;
import io.stillwatch.trainer.BaselineSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the baseline's days once for all nights that have the same. For a platform that nobody but
 * us uses: where an account may be erased, or a day be processed anew, each night must read them.
 */
final class KeptBaseline implements BaselineSource {
  private final BaselineSource source;
  private List<LocalDate> days = List.of();
  private @Nullable BaselineDays kept;

  KeptBaseline(BaselineSource source) {
    this.source = source;
  }

  @Override
  public BaselineDays of(List<LocalDate> wanted) {
    BaselineDays known = kept;
    if (known == null || !wanted.equals(days)) {
      kept = null; // Two of them may be too much.
      known = source.of(wanted);
      kept = known;
      days = List.copyOf(wanted);
    }
    return known;
  }
}
