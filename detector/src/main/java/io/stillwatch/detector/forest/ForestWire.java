package io.stillwatch.detector.forest;

import com.google.protobuf.Any;
import io.stillwatch.v1.IsolationForestData;
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
    return data.build();
  }

  /** Throws IllegalArgumentException for arrays that no forest has. */
  static IsolationForest read(IsolationForestData data, int columns) {
    float[] thresholds = new float[data.getThresholdsCount()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = data.getThresholds(i);
    }
    ForestArrays arrays =
        new ForestArrays(
            data.getSampleSize(),
            ints(data.getTreeSizesList()),
            ints(data.getFeaturesList()),
            thresholds,
            ints(data.getLeftChildrenList()),
            ints(data.getMassesList()));
    return new IsolationForest(arrays, columns);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
