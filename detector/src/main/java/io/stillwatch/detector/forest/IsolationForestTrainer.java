package io.stillwatch.detector.forest;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.chance.Quantiles;
import io.stillwatch.detector.work.Progress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Trainer;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains isolation forests (Liu, Ting and Zhou, "Isolation Forest", ICDM 2008). Labels are not
 * looked at. Features that an example lacks are missing, not zero; see the package. The forest is a
 * function of the data, the settings and the number of earlier trainings alone, so a trainer made
 * from a model's provenance grows the same one again. Costs O(trees × sample size × log sample
 * size), and one scoring of all rows for the threshold. Interrupting the thread cancels.
 * Thread-safe.
 */
public final class IsolationForestTrainer implements Trainer<Event> {
  @Config(description = "Number of trees to grow.")
  private int trees = 256;

  @Config(description = "Rows drawn without replacement for each tree, the number of rows at most.")
  private int sampleSize = 256;

  @Config(description = "Splits above a leaf at most; 0: log2 of the rows drawn, rounded up.")
  private int maxDepth = ForestSettings.LOGARITHM;

  @Config(
      description =
          "Rows of one group that a tree may have at most, 0: no limit. A row's group is its"
              + " example's metadata \"group\"; a row without is a group of its own.")
  private int groupRows = ForestSettings.ALL;

  @Config(description = "Threads to grow and score with; the forest is the same with any number.")
  private int threads = 1;

  @Config(description = "Share of the training rows whose scores lie beyond the anomaly threshold.")
  private double anomalousShare = 0.01;

  @Config(description = "Seed of the random draws.")
  private long seed = Trainer.DEFAULT_SEED;

  /** The key of the metadata that names an example's group. */
  public static final String GROUP = "group";

  private int trainInvocationCount = 0;

  /** With the defaults: 256 trees of 256 rows. For OLCUT too. */
  public IsolationForestTrainer() {}

  public IsolationForestTrainer(int trees, int sampleSize, double anomalousShare, long seed) {
    this.trees = trees;
    this.sampleSize = sampleSize;
    this.anomalousShare = anomalousShare;
    this.seed = seed;
    postConfig();
  }

  /** All features take part in every tree, and nodes are split between extremes. */
  public IsolationForestTrainer(ForestSettings settings, double anomalousShare, int threads) {
    this.trees = settings.trees();
    this.sampleSize = settings.sampleSize();
    this.maxDepth = settings.maxDepth();
    this.groupRows = settings.groupRows();
    this.seed = settings.seed();
    this.anomalousShare = anomalousShare;
    this.threads = threads;
    postConfig();
  }

  /** Refuses settings that no forest can be grown with. Called by OLCUT. */
  @Override
  public synchronized void postConfig() {
    require(trees >= 1 && trees <= ForestArrays.MAX_TREES, "trees", trees);
    require(
        sampleSize >= 2 && sampleSize <= ForestArrays.MAX_SAMPLE_SIZE, "sampleSize", sampleSize);
    require(maxDepth >= 0 && maxDepth <= ForestArrays.MAX_DEPTH, "maxDepth", maxDepth);
    require(groupRows >= 0, "groupRows", groupRows);
    require(threads >= 1, "threads", threads);
    require(anomalousShare > 0 && anomalousShare < 1, "anomalousShare", anomalousShare);
  }

  @Override
  public IsolationForestModel train(Dataset<Event> examples) {
    return train(examples, Map.of());
  }

  @Override
  public IsolationForestModel train(
      Dataset<Event> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  @Override
  public IsolationForestModel train(
      Dataset<Event> examples, Map<String, Provenance> runProvenance, int invocationCount) {
    TrainerProvenance trainerProvenance;
    long forestSeed;
    synchronized (this) {
      if (invocationCount != INCREMENT_INVOCATION_COUNT) {
        setInvocationCount(invocationCount);
      }
      trainerProvenance = getProvenance();
      forestSeed = Dice.mix(seed + trainInvocationCount);
      trainInvocationCount++;
    }
    ImmutableFeatureMap features = examples.getFeatureIDMap();
    float[][] rows = rows(examples, features);
    IsolationForest forest = grow(rows, groups(examples), forestSeed);
    ModelProvenance provenance =
        new ModelProvenance(
            IsolationForestModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            examples.getProvenance(),
            trainerProvenance,
            runProvenance);
    return new IsolationForestModel(
        "isolation-forest",
        provenance,
        features,
        examples.getOutputIDInfo(),
        forest,
        threshold(forest, rows));
  }

  @Override
  public synchronized int getInvocationCount() {
    return trainInvocationCount;
  }

  @Override
  public synchronized void setInvocationCount(int invocationCount) {
    if (invocationCount < 0) {
      throw new IllegalArgumentException("a negative number of trainings: " + invocationCount);
    }
    trainInvocationCount = invocationCount;
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "IsolationForestTrainer(trees="
        + trees
        + ",sampleSize="
        + sampleSize
        + ",maxDepth="
        + maxDepth
        + ",groupRows="
        + groupRows
        + ",threads="
        + threads
        + ",anomalousShare="
        + anomalousShare
        + ",seed="
        + seed
        + ")";
  }

  private IsolationForest grow(float[][] rows, int @Nullable [] groups, long forestSeed) {
    ForestSettings settings =
        ForestSettings.of(trees, sampleSize, forestSeed)
            .withMaxDepth(maxDepth)
            .withGroupRows(groupRows);
    return ForestGrower.of(settings).withThreads(threads).grow(rows, groups);
  }

  private int @Nullable [] groups(Dataset<Event> examples) {
    if (groupRows == ForestSettings.ALL) {
      return null;
    }
    GroupNumbers numbers = new GroupNumbers();
    return examples instanceof FeatureTable table
        ? numbers.of(table.groups())
        : numbers.of(
            examples.getData().stream()
                .map(example -> example.getMetadataValue(GROUP).map(Object::toString).orElse(""))
                .toList());
  }

  private double threshold(IsolationForest forest, float[][] rows) {
    double[] scores = forest.scores(rows, threads, Progress.UNHEARD);
    Arrays.sort(scores);
    return Quantiles.of(scores, 1 - anomalousShare);
  }

  private static float[][] rows(Dataset<Event> examples, ImmutableFeatureMap features) {
    if (examples instanceof FeatureTable table) {
      return tableRows(table, features);
    }
    float[][] rows = new float[examples.size()][];
    int row = 0;
    for (Example<Event> example : examples) {
      rows[row++] = row(example, features);
    }
    return rows;
  }

  static float[] row(Example<Event> example, ImmutableFeatureMap features) {
    float[] row = new float[features.size()];
    Arrays.fill(row, Float.NaN);
    for (Feature feature : example) {
      int id = features.getID(feature.getName());
      if (id >= 0) {
        row[id] = (float) feature.getValue();
      }
    }
    return row;
  }

  private static float[][] tableRows(FeatureTable table, ImmutableFeatureMap features) {
    int[] ids = table.names().stream().mapToInt(features::getID).toArray();
    float[][] rows = new float[table.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = new float[features.size()];
      for (int column = 0; column < ids.length; column++) {
        if (ids[column] >= 0) {
          row[ids[column]] = table.rows()[i][column];
        }
      }
      rows[i] = row;
    }
    return rows;
  }

  private static void require(boolean holds, String name, Number value) {
    if (!holds) {
      throw new PropertyException("", name, "cannot grow a forest with " + name + " = " + value);
    }
  }
}
