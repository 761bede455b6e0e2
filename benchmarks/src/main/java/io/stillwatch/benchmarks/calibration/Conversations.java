package io.stillwatch.benchmarks.calibration;

import io.stillwatch.benchmarks.PackedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls of people who converse: tokens of each prompt, history included, and of its answer. */
record Conversations(List<Double> inputs, List<Double> outputs) {
  Sample tokens(boolean answers) {
    return Sample.of(answers ? outputs : inputs);
  }

  double rankCorrelation() {
    return Sample.rankCorrelation(inputs, outputs);
  }

  /** Azure's trace of 2023, from a folder of data. */
  static Conversations azure(Path data) {
    Conversations azure = new Conversations(new ArrayList<>(), new ArrayList<>());
    new PackedTable(data.resolve("azure-llm-2023").resolve("conv.csv.gz"))
        .forEachRow(
            row -> {
              azure.inputs.add(Double.valueOf(row.get(1)));
              azure.outputs.add(Double.valueOf(row.get(2)));
            });
    return azure;
  }
}
