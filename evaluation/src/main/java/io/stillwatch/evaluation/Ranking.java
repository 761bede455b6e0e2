package io.stillwatch.evaluation;

import io.stillwatch.detector.metrics.RankingMetrics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How well risks rank attackers before honest accounts. Equal risks share their places. */
final class Ranking {
  private final List<Double> risks = new ArrayList<>();
  private final BitSet attacks = new BitSet();

  void add(double risk, boolean attack) {
    attacks.set(risks.size(), attack);
    risks.add(risk);
  }

  /** The chance that an attacker stands above an honest account. NaN without one of each. */
  double auroc() {
    return attacks.isEmpty() || isAllAttacks() ? Double.NaN : metrics().auroc();
  }

  /** The area under precision over recall, in steps. NaN without an attacker. */
  double averagePrecision() {
    if (attacks.isEmpty()) {
      return Double.NaN;
    }
    return isAllAttacks() ? 1 : metrics().averagePrecision();
  }

  private boolean isAllAttacks() {
    return attacks.cardinality() == risks.size();
  }

  private RankingMetrics metrics() {
    boolean[] labels = new boolean[risks.size()];
    attacks.stream().forEach(i -> labels[i] = true);
    return RankingMetrics.of(risks.stream().mapToDouble(Double::doubleValue).toArray(), labels);
  }
}
