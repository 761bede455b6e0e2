package io.stillwatch.detector.personas;

import io.stillwatch.detector.calibration.TypicalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A centroid and the rows that are nearest to it. */
final class Cluster {
  private final double[] centroid;
  private final List<float[]> members = new ArrayList<>();

  private Cluster(double[] centroid) {
    this.centroid = centroid;
  }

  /** By falling size; a centroid that no row is nearest to is left out. */
  static List<Cluster> around(double[][] centroids, float[][] rows, Standardisation scale) {
    List<Cluster> clusters = Arrays.stream(centroids).map(Cluster::new).toList();
    for (float[] row : rows) {
      clusters.get(Distance.nearest(centroids, scale.of(row))).members.add(row);
    }
    return clusters.stream()
        .filter(cluster -> !cluster.members.isEmpty())
        .sorted(
            Comparator.comparingInt((Cluster cluster) -> -cluster.members.size())
                .thenComparing(cluster -> cluster.centroid, Arrays::compare))
        .toList();
  }

  Persona persona(int number) {
    float[][] rows = members.toArray(float[][]::new);
    return new Persona(
        number,
        rows.length,
        centroid,
        IntStream.range(0, centroid.length)
            .mapToObj(feature -> TypicalValue.of(Standardisation.column(rows, feature)))
            .toList());
  }
}
