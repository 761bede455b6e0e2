package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ListFeaturesResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorWireTest {
  private static FeatureVector vector() {
    double[] values = new double[FeatureCatalogue.size()];
    Arrays.setAll(values, i -> i % 3 == 0 ? Double.NaN : i * 0.25);
    return new FeatureVector(
        new AccountProfile(
            "acct-1", "org-1", "pro", 3, Instant.ofEpochSecond(9, 8), "DE", true, List.of("k")),
        Instant.ofEpochSecond(1_770_000_000, 123),
        values,
        17,
        12_345_678_901L,
        Arrays.stream(LinkFamily.values()).map(family -> new LinkKey(family, -5, 0.5)).toList(),
        List.of(
            new Strand(-7, List.of(1L, 2L, 3L, 4L), 0.25, 9, List.of(5L, -6L), List.of(490_000))));
  }

  @Test
  void read_written_isTheSame() {
    AccountVector wire = VectorWire.write(vector(), 77);
    assertThat(wire.getPosition()).isEqualTo(77);
    assertThat(wire.getShard()).isEqualTo(VectorWire.shard("acct-1")).isBetween(0, 255);
    FeatureVector read = VectorWire.read(wire);
    assertThat(read.values()).isEqualTo(vector().values());
    assertThat(read).usingRecursiveComparison().ignoringFields("values").isEqualTo(vector());
  }

  @Test
  void read_missingFeature_isNotZero() {
    FeatureVector read = VectorWire.read(VectorWire.write(vector(), 1));
    assertThat(read.values()[0]).isNaN();
    assertThat(read.values()[1]).isEqualTo(0.25);
  }

  @Test
  void read_wrongSizes_areRefused() {
    AccountVector wire = VectorWire.write(vector(), 1);
    assertRefused(wire.toBuilder().setPresence(ByteString.EMPTY), "presence has 0 bytes");
    assertRefused(wire.toBuilder().clearValues(), "values end before feature 1");
    assertRefused(wire.toBuilder().addValues(1), "are marked present");
    assertRefused(wire.toBuilder().setValues(0, Double.NaN), "NaN");
    assertRefused(wire.toBuilder().setValues(0, Double.NEGATIVE_INFINITY), "-Infinity");
    assertRefused(wire.toBuilder().setAccountId(""), "without an id");
    var link = io.stillwatch.v1.LinkKey.newBuilder();
    assertRefused(wire.toBuilder().addLinks(link.setFamilyValue(99)), "links.family");
    assertRefused(wire.toBuilder().addLinks(link.setFamilyValue(1).setShare(Float.NaN)), "NaN");
    var strand = io.stillwatch.v1.Strand.newBuilder().setFrameKey(1).addFrameBands(1).setEvents(1);
    assertRefused(wire.toBuilder().addStrands(strand), "4 numbers, not 1");
    assertRefused(wire.toBuilder().addStrands(strand.setFrameKey(0)), "without a frame");
    byte[] all = new byte[wire.getPresence().size()];
    Arrays.fill(all, (byte) 0xff);
    assertRefused(wire.toBuilder().setPresence(ByteString.copyFrom(all)), "values end before");
  }

  private static void assertRefused(AccountVector.Builder wire, String message) {
    assertThatThrownBy(() -> VectorWire.read(wire.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void read_mutatedBytes_areRefusedOrSound(long seed) {
    Random random = new Random(seed);
    byte[] bytes = VectorWire.write(vector(), 1).toByteArray();
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        FeatureVector read = VectorWire.read(AccountVector.parseFrom(changed));
        assertThat(read.values()).as("seed %d", seed).hasSize(FeatureCatalogue.size());
      } catch (IllegalArgumentException | InvalidProtocolBufferException refused) {
        assertThat(refused).as("seed %d", seed).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void catalogue_written_hasEveryFeature() {
    ListFeaturesResponse wire = CatalogueWire.write();
    assertThat(wire.getSchema()).isEqualTo(VectorWire.schema());
    assertThat(wire.getSchema().getFingerprint()).isEqualTo(FeatureCatalogue.fingerprint());
    assertThat(wire.getFeaturesList())
        .extracting(feature -> feature.getName())
        .containsExactlyElementsOf(FeatureCatalogue.names());
    assertThat(wire.getFeaturesList())
        .allSatisfy(feature -> assertThat(feature.getDefinition()).isNotEmpty());
  }
}
