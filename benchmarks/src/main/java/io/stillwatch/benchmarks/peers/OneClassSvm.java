package io.stillwatch.benchmarks.peers;

import io.stillwatch.detector.forest.FeatureTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import libsvm.svm;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;

/**
 * Tribuo's one-class support vector machine over LibSVM, with a radial kernel of gamma 1 /
 * features. What Tribuo offered for anomalies before there was a forest.
 */
public final class OneClassSvm {
  /** The share of training rows that may lie outside; at least that many are support vectors. */
  private static final double NU = 0.05;

  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final List<String> names;
  private final Model<Event> machine;

  public OneClassSvm(float[][] rows) {
    TRIBUO.setLevel(Level.WARNING);
    svm.svm_set_print_string_function(text -> {}); // It would talk on standard output.
    this.names =
        IntStream.range(0, rows[0].length)
            .mapToObj(i -> String.format(Locale.ROOT, "f%04d", i))
            .toList();
    SVMParameters<Event> parameters =
        new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
    parameters.setGamma(1.0 / names.size());
    parameters.setNu(NU);
    this.machine = new LibSVMAnomalyTrainer(parameters).train(table(rows));
  }

  /** A row as Tribuo takes it. */
  public record Row(Example<Event> example) {}

  /** Rows made ready, that this need not be timed. */
  public List<Row> ready(float[][] rows) {
    return table(rows).getData().stream().map(Row::new).toList();
  }

  /** Higher is odder: the distance to the wrong side of the boundary. */
  public double score(Row row) {
    return -machine.predict(row.example).getOutput().getScore();
  }

  private FeatureTable table(float[][] rows) {
    return new FeatureTable(rows, names, "benchmark", Instant.EPOCH);
  }
}
