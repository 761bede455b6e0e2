package io.stillwatch.detector.forest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import io.stillwatch.v1.IsolationForestData;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tribuo.anomaly.protos.AnomalyInfoProto;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.RealIDInfoProto;

/**
 * Tribuo looks up the classes that a model file names before it knows what they are. This walks
 * through a file, packed messages and all, and refuses every class and message that a forest's file
 * has no business naming.
 */
final class NamedClasses {
  private static final String PRIMITIVES = "com.oracle.labs.mlrg.olcut.provenance.primitives.";

  private static final Set<String> ALLOWED =
      Set.of(
          "",
          "io.stillwatch.detector.forest.IsolationForestModel",
          "io.stillwatch.detector.forest.IsolationForestTrainer",
          "io.stillwatch.detector.forest.FeatureTable",
          "org.tribuo.DataSource",
          "org.tribuo.MutableDataset",
          "org.tribuo.ImmutableFeatureMap",
          "org.tribuo.CategoricalIDInfo",
          "org.tribuo.RealIDInfo",
          "org.tribuo.anomaly.AnomalyFactory",
          "org.tribuo.anomaly.AnomalyFactory$AnomalyFactoryProvenance",
          "org.tribuo.anomaly.ImmutableAnomalyInfo",
          "org.tribuo.provenance.DatasetProvenance",
          "org.tribuo.provenance.ModelProvenance",
          "org.tribuo.provenance.SimpleDataSourceProvenance",
          "org.tribuo.provenance.impl.TrainerProvenanceImpl",
          PRIMITIVES + "BooleanProvenance",
          PRIMITIVES + "DateTimeProvenance",
          PRIMITIVES + "DoubleProvenance",
          PRIMITIVES + "IntProvenance",
          PRIMITIVES + "LongProvenance",
          PRIMITIVES + "StringProvenance");

  private static final Map<String, Message> PACKABLE =
      Stream.<Message>of(
              IsolationForestData.getDefaultInstance(),
              ModelDataProto.getDefaultInstance(),
              ImmutableFeatureMapProto.getDefaultInstance(),
              CategoricalIDInfoProto.getDefaultInstance(),
              RealIDInfoProto.getDefaultInstance(),
              AnomalyInfoProto.getDefaultInstance())
          .collect(
              Collectors.toMap(m -> m.getDescriptorForType().getFullName(), Function.identity()));

  private NamedClasses() {}

  /** Throws IllegalArgumentException for a name that is not on the list. */
  static void check(Message message) throws InvalidProtocolBufferException {
    if (message instanceof Any packed) {
      check(unpacked(packed));
      return;
    }
    if (message instanceof RootProvenanceProto provenance) {
      ProvenanceGraph.check(provenance);
    }
    for (var field : message.getAllFields().entrySet()) {
      boolean names = field.getKey().getName().endsWith("class_name");
      checkValue(field.getValue(), names);
    }
  }

  private static void checkValue(Object value, boolean names)
      throws InvalidProtocolBufferException {
    if (value instanceof Message message) {
      check(message);
    } else if (value instanceof Collection<?> values) {
      for (Object one : values) {
        checkValue(one, names);
      }
    } else if (names && !ALLOWED.contains(value.toString())) {
      throw new IllegalArgumentException("it names the class \"" + value + '"');
    }
  }

  private static Message unpacked(Any packed) throws InvalidProtocolBufferException {
    String url = packed.getTypeUrl();
    Message form = PACKABLE.get(url.substring(url.lastIndexOf('/') + 1));
    if (form == null) {
      throw new IllegalArgumentException("it holds a message of the type \"" + url + '"');
    }
    return form.getParserForType().parseFrom(packed.getValue());
  }
}
