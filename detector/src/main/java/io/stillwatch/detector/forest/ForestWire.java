package io.stillwatch.detector.forest;

import com.google.protobuf.Any;
import io.stillwatch.v1.IsolationForestData;
import io.stillwatch.v1.Marginal;
import java.util.List;
import org.tribuo.protos.core.ModelDataProto;

/** Writes and reads the arrays of a forest. */
final class ForestWire {
  private ForestWire() {}

  static IsolationForestData write(
      IsolationForest forest, double thresholdScore, ModelDataProto metadata) {
    ForestArrays arrays = forest.arrays();
    IsolationForestData.Builder data =
        IsolationForestData.newBuilder()
            .setMetadata(Any.pack(metadata))
            .setSampleSize(arrays.sampleSize())
            .setThresholdScore(thresholdScore);
    for (int treeSize : arrays.treeSizes()) {
      data.addTreeSizes(treeSize);
    }
    for (int node = 0; node < arrays.features().length; node++) {
      data.addFeatures(arrays.features()[node])
          .addThresholds(arrays.thresholds()[node])
          .addLeftChildren(arrays.lefts()[node])
          .addMasses(arrays.masses()[node]);
    }
    for (float[] quantiles : forest.marginals().quantiles()) {
      Marginal.Builder marginal = data.addMarginalsBuilder();
      for (float quantile : quantiles) {
        marginal.addQuantiles(quantile);
      }
    }
    return data.build();
  }

  /** Throws IllegalArgumentException for arrays that no forest has. */
  static IsolationForest read(IsolationForestData data, int columns) {
    if (data.getFeaturesCount() > ForestArrays.MAX_NODES) {
      throw new IllegalArgumentException("a forest of " + data.getFeaturesCount() + " nodes");
    }
    ForestArrays arrays =
        new ForestArrays(
            data.getSampleSize(),
            ints(data.getTreeSizesList()),
            ints(data.getFeaturesList()),
            floats(data.getThresholdsList()),
            ints(data.getLeftChildrenList()),
            ints(data.getMassesList()));
    return new IsolationForest(arrays, marginals(data.getMarginalsList(), columns), columns);
  }

  /** Files of version 0 have none. */
  private static Marginals marginals(List<Marginal> marginals, int columns) {
    if (!marginals.isEmpty() && marginals.size() != columns) {
      throw new IllegalArgumentException(
          "percentiles of " + marginals.size() + " features for a forest of " + columns);
    }
    return new Marginals(
        marginals.stream().map(marginal -> floats(marginal.getQuantilesList())).toList());
  }

  private static float[] floats(List<Float> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
