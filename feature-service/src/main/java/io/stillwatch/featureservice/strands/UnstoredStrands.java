package io.stillwatch.featureservice.strands;

import io.stillwatch.features.strands.StrandDay;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint has to store of the strand table.
 *
 * @param filledBack ids of clusters whose samples were looked at
 * @param oldestDay days before it are not kept; days since 1970
 */
public record UnstoredStrands(List<StrandDay> days, Set<String> filledBack, int oldestDay) {
  public boolean isEmpty() {
    return days.isEmpty() && filledBack.isEmpty();
  }
}
