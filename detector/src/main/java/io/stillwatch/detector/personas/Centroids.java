package io.stillwatch.detector.personas;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tribuo's K-Means (Lloyd's iterations from a k-means++ start). On one thread, for more of them add
 * up in another order each time; from k-means++, for its other start leaves centroids at zero.
 */
final class Centroids {
  private static final int MOST_ITERATIONS = 50;

  /** Says each iteration at INFO. Held, or its level would be forgotten. */
  private static final Logger CHATTER = Logger.getLogger(KMeansTrainer.class.getName());

  static {
    CHATTER.setLevel(Level.WARNING);
  }

  private Centroids() {}

  /**
   * At most that many; fewer where there are fewer distinct rows, which K-Means would make up for
   * by centroids at zero. The same rows and seed give the same bits.
   *
   * @param rows standardised, at least one
   */
  static double[][] of(double[][] rows, int most, long seed) {
    KMeansModel model =
        new KMeansTrainer(
                Math.min(most, distinct(rows)),
                MOST_ITERATIONS,
                DistanceType.L2.getDistance(),
                Initialisation.PLUSPLUS,
                1,
                seed)
            .train(table(rows));
    ImmutableFeatureMap ids = model.getFeatureIDMap();
    int[] places = IntStream.range(0, rows[0].length).map(i -> ids.getID(name(i))).toArray();
    return Arrays.stream(model.getCentroidVectors())
        .map(centroid -> Arrays.stream(places).mapToDouble(centroid::get).toArray())
        .toArray(double[][]::new);
  }

  private static int distinct(double[][] rows) {
    Set<double[]> distinct = new TreeSet<>(Arrays::compare);
    Collections.addAll(distinct, rows);
    return distinct.size();
  }

  private static MutableDataset<ClusterID> table(double[][] rows) {
    ClusteringFactory outputs = new ClusteringFactory();
    OffsetDateTime noTime = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
    MutableDataset<ClusterID> table =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("standardised rows", noTime, outputs), outputs);
    String[] names =
        IntStream.range(0, rows[0].length).mapToObj(Centroids::name).toArray(String[]::new);
    for (double[] row : rows) {
      table.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row));
    }
    return table;
  }

  /** In Tribuo's order, which is that of the alphabet. */
  private static String name(int feature) {
    return String.format("%06d", feature);
  }
}
