package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much more crowded an account's spot is than it was: the logarithm of the distance of its
 * tenth neighbour in the baseline over that of its tenth neighbour today, over all features on a
 * {@link RobustScale}. An account is no neighbour of itself, on neither side. Differences below a
 * tenth of a feature's spread count for little. 0 where either side has no other account.
 *
 * <p>At most 20,000 accounts of either side are neighbours, drawn by seed; all of today's are
 * scored. The draw keeps ten members of a campaign only if it has as many as one in 2,000 of
 * today's accounts. Costs accounts × 40,000 × features at worst.
 */
final class DensityContrast implements Baseline {
  static final int MOST_NEIGHBOURS = 20_000;

  private static final int NEIGHBOUR = 10;
  private static final double FLOOR = 0.1;

  private final long seed;
  private final int most;

  DensityContrast(long seed) {
    this(seed, MOST_NEIGHBOURS);
  }

  DensityContrast(long seed, int most) {
    this.seed = seed;
    this.most = most;
  }

  @Override
  public String name() {
    return "density_contrast";
  }

  @Override
  public double[] scores(ScoredDay day) {
    List<FeatureVector> trusted = day.trusted();
    RobustScale scale =
        new RobustScale(IntStream.range(0, FeatureCatalogue.size()).toArray(), trusted);
    Neighbours then = neighbours(trusted, scale);
    Neighbours now = neighbours(day.today(), scale);
    double[] scores = new double[day.today().size()];
    Crew.shareStretches(
        Runtime.getRuntime().availableProcessors(),
        scores.length,
        Progress.UNHEARD,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            scores[i] = contrast(day.today().get(i), scale, then, now);
          }
        });
    return scores;
  }

  private static double contrast(
      FeatureVector vector, RobustScale scale, Neighbours then, Neighbours now) {
    float[] row = scale.of(vector);
    String account = vector.account().accountId();
    double before = then.distance(row, account, NEIGHBOUR);
    double today = now.distance(row, account, NEIGHBOUR);
    double contrast = StrictMath.log((before + FLOOR) / (today + FLOOR));
    return Double.isNaN(contrast) ? 0 : contrast;
  }

  private Neighbours neighbours(List<FeatureVector> vectors, RobustScale scale) {
    List<FeatureVector> drawn = Draw.of(vectors, most, seed);
    String[] names = drawn.stream().map(v -> v.account().accountId()).toArray(String[]::new);
    return new Neighbours(scale.of(drawn), names);
  }
}
