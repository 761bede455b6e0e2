package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.chance.Quantiles;
import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The squared maximum mean discrepancy (Gretton et al., "A Kernel Two-Sample Test", JMLR 2012)
 * between an account's window of 7 days and those of trusted accounts, in linear time by {@link
 * FourierFeatures}. A window is what a vector says of it: the features of the groups token shape,
 * content and capability on a {@link RobustScale}. The kernel is as wide as the median distance of
 * 1,000 pairs of trusted windows. The score says by how many standard deviations the account is
 * farther from the trusted mean than 1,000 bootstrap windows, each of one trusted account, are; 0
 * for all if nobody is trusted.
 *
 * <p>This is not the published test on prompts, which compares 500 to 1,500 embedded prompts of a
 * window with honest ones (arXiv 2606.05725). A vector carries no prompt's projection, only sums
 * over them. A window that is one point makes the discrepancy 1 plus a constant less twice a kernel
 * density: it ranks accounts by how rare their summaries are among trusted ones. So it can see an
 * account whose traffic as a whole is of another kind. It cannot see a share of harvested traffic
 * that leaves the sums alike, and nothing of what accounts have in common. Costs accounts × 256 ×
 * features, of at most 20,000 trusted accounts by seed.
 */
final class WindowDistance implements Baseline {
  private static final String GROUPS = "HCK";
  private static final int MOST_TRUSTED = 20_000;
  private static final int PAIRS = 1000;
  private static final int BOOTSTRAP = 1000;

  private final long seed;

  WindowDistance(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "mmd_windows";
  }

  @Override
  public double[] scores(ScoredDay day) {
    List<FeatureVector> trusted = Draw.of(day.trusted(), MOST_TRUSTED, seed);
    if (trusted.isEmpty()) {
      return new double[day.today().size()];
    }
    int[] features = features();
    RobustScale scale = new RobustScale(features, trusted);
    float[][] rows = scale.of(trusted);
    Dice dice = new Dice(seed);
    FourierFeatures kernel = new FourierFeatures(features.length, width(rows, dice), seed);
    double[] mean = mean(rows, kernel);
    double[] usual = new double[BOOTSTRAP];
    for (int i = 0; i < BOOTSTRAP; i++) {
      usual[i] = squaredDistance(kernel.of(rows[dice.below(rows.length)]), mean);
    }
    double centre = IntStream.range(0, BOOTSTRAP).mapToDouble(i -> usual[i]).average().orElse(0);
    double deviation = deviation(usual, centre);
    return day.today().stream()
        .mapToDouble(v -> (squaredDistance(kernel.of(scale.of(v)), mean) - centre) / deviation)
        .toArray();
  }

  private static int[] features() {
    List<Feature> all = FeatureCatalogue.features();
    return IntStream.range(0, all.size())
        .filter(i -> GROUPS.indexOf(all.get(i).group()) >= 0)
        .toArray();
  }

  /** 1 where most pairs are alike. */
  private static double width(float[][] rows, Dice dice) {
    double[] distances = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      float[] one = rows[dice.below(rows.length)];
      float[] other = rows[dice.below(rows.length)];
      double sum = 0;
      for (int column = 0; column < one.length; column++) {
        double difference = one[column] - other[column];
        sum += difference * difference;
      }
      distances[i] = Math.sqrt(sum);
    }
    double median = Quantiles.of(Quantiles.ascending(distances), 0.5);
    return median > 0 ? median : 1;
  }

  private static double[] mean(float[][] rows, FourierFeatures kernel) {
    double[] mean = new double[FourierFeatures.size()];
    for (float[] row : rows) {
      double[] features = kernel.of(row);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += features[i] / rows.length;
      }
    }
    return mean;
  }

  private static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return sum;
  }

  /** 1 where all are the same but for rounding. */
  private static double deviation(double[] values, double centre) {
    double sum = 0;
    for (double value : values) {
      sum += (value - centre) * (value - centre);
    }
    double deviation = Math.sqrt(sum / values.length);
    return deviation > 1e-9 ? deviation : 1;
  }
}
