package io.stillwatch.detector.forest;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.MutableFeatureMap;
import org.tribuo.MutableOutputInfo;
import org.tribuo.OutputInfo;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.DatasetProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A Tribuo dataset over rows of single-precision values: it keeps no object per value, and makes an
 * example only when one is asked for. All rows are taken as expected. Immutable if the rows are
 * left alone; safe for any number of threads.
 */
public final class FeatureTable extends Dataset<Event> {
  private static final long serialVersionUID = 1;

  private final transient float[][] rows;
  private final transient List<String> names;
  private final transient List<String> groups;
  private final transient MutableFeatureMap featureMap = new MutableFeatureMap();
  private final transient MutableOutputInfo<Event> outputs;

  /**
   * @param rows NaN is missing; kept, not copied
   * @param names of the columns, each once
   * @param description where the rows come from, and when they were read: goes into the provenance
   */
  public FeatureTable(float[][] rows, List<String> names, String description, Instant readAt) {
    this(rows, names, Collections.nCopies(rows.length, ""), description, readAt);
  }

  /**
   * A table whose rows belong to groups, such as accounts to organisations.
   *
   * @param groups the name of each row's group, empty for none
   */
  public FeatureTable(
      float[][] rows, List<String> names, List<String> groups, String description, Instant readAt) {
    super(
        new SimpleDataSourceProvenance(
            description, OffsetDateTime.ofInstant(readAt, ZoneOffset.UTC), new AnomalyFactory()),
        new AnomalyFactory());
    if (Set.copyOf(names).size() != names.size()) {
      throw new IllegalArgumentException("a column's name is there twice: " + names);
    }
    if (groups.size() != rows.length) {
      throw new IllegalArgumentException(
          "groups of " + groups.size() + " rows for " + rows.length + " rows");
    }
    this.rows = rows;
    this.groups = groups;
    this.names = List.copyOf(names);
    this.outputs = getOutputFactory().generateInfo();
    for (float[] row : rows) {
      observe(row);
    }
  }

  float[][] rows() {
    return rows;
  }

  List<String> names() {
    return names;
  }

  List<String> groups() {
    return groups;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example<Event> getExample(int index) {
    float[] row = rows[index];
    int[] present = IntStream.range(0, row.length).filter(i -> !Float.isNaN(row[i])).toArray();
    String[] presentNames = Arrays.stream(present).mapToObj(names::get).toArray(String[]::new);
    double[] values = Arrays.stream(present).mapToDouble(i -> row[i]).toArray();
    ArrayExample<Event> example =
        new ArrayExample<>(AnomalyFactory.EXPECTED_EVENT, presentNames, values);
    if (!groups.get(index).isEmpty()) {
      example.setMetadataValue(IsolationForestTrainer.GROUP, groups.get(index));
    }
    return example;
  }

  @Override
  public List<Example<Event>> getData() {
    return new AbstractList<>() {
      @Override
      public Example<Event> get(int index) {
        return getExample(index);
      }

      @Override
      public int size() {
        return rows.length;
      }
    };
  }

  @Override
  public synchronized Iterator<Example<Event>> iterator() {
    return getData().iterator();
  }

  @Override
  public synchronized void shuffle(boolean shuffle) {
    throw new UnsupportedOperationException("the rows of a table keep their order");
  }

  @Override
  public Set<Event> getOutputs() {
    return outputs.getDomain();
  }

  @Override
  public ImmutableOutputInfo<Event> getOutputIDInfo() {
    return outputs.generateImmutableOutputInfo();
  }

  @Override
  public OutputInfo<Event> getOutputInfo() {
    return outputs;
  }

  @Override
  public ImmutableFeatureMap getFeatureIDMap() {
    return new ImmutableFeatureMap(featureMap);
  }

  @Override
  public FeatureMap getFeatureMap() {
    return featureMap;
  }

  @Override
  public DatasetProvenance getProvenance() {
    return new DatasetProvenance(sourceProvenance, new ListProvenance<>(), this);
  }

  @Override
  public DatasetProto serialize() {
    MutableDataset<Event> copy = new MutableDataset<>(sourceProvenance, getOutputFactory());
    copy.addAll(getData());
    return copy.serialize();
  }

  private void observe(float[] row) {
    if (row.length != names.size()) {
      throw new IllegalArgumentException(
          "a row has " + row.length + " values for " + names.size() + " names");
    }
    for (int i = 0; i < row.length; i++) {
      if (!Float.isNaN(row[i])) {
        featureMap.add(names.get(i), row[i]);
      }
    }
    outputs.observe(AnomalyFactory.EXPECTED_EVENT);
  }
}
