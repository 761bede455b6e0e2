package io.stillwatch.detector;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Writes and checks what a person wants to know of a model. */
final class Manifests {
  private static final int MOST_CHARACTERS = 200;
  private static final String HOURLY = "-hourly";

  private Manifests() {}

  static ModelManifest of(
      TrainingInput input, ModelBundle contents, int accounts, Gates gates, String provenance) {
    ModelManifest.Builder manifest =
        ModelManifest.newBuilder()
            .setVersion(version(input.trainedAt(), contents))
            .setTrainedAt(Timestamps.timestamp(input.trainedAt()))
            .setDay(input.today().day().toString())
            .setAccounts(accounts)
            .setSeed(input.seed())
            .addAllGates(gates.all())
            .setProvenance(provenance);
    input.baseline().days().forEach(day -> manifest.addBaselineDays(day.toString()));
    return manifest.build();
  }

  /**
   * Of the parent's model with other networks.
   *
   * @param contents without a manifest
   */
  static ModelManifest hourly(
      ModelManifest parent, ModelBundle contents, Gates gates, Instant foundAt) {
    String nightly = parent.getParentVersion();
    return parent.toBuilder()
        .setVersion(version(foundAt, contents) + HOURLY)
        .setParentVersion(nightly.isEmpty() ? parent.getVersion() : nightly)
        .clearGates()
        .addAllGates(gates.all())
        .build();
  }

  /** Throws IllegalArgumentException, or DateTimeException, for a manifest that says too little. */
  static void check(ModelManifest manifest) {
    String version = manifest.getVersion();
    require(!version.isEmpty() && version.length() <= MOST_CHARACTERS, "version", version.length());
    String parent = manifest.getParentVersion();
    require(parent.length() <= MOST_CHARACTERS, "parent version", parent.length());
    require(version.endsWith(HOURLY) != parent.isEmpty(), "version for its parent", version);
    require(isTime(manifest.getTrainedAt()), "time of training", manifest.getTrainedAt());
    LocalDate day = LocalDate.parse(manifest.getDay());
    require(manifest.getBaselineDaysCount() > 0, "baseline days", 0);
    for (String baselineDay : manifest.getBaselineDaysList()) {
      require(LocalDate.parse(baselineDay).isBefore(day), "baseline day", baselineDay);
    }
    require(manifest.getAccounts() > 0, "accounts", manifest.getAccounts());
    require(manifest.getGatesCount() > 0, "gates", 0);
    require(!manifest.getProvenance().isEmpty(), "provenance", "");
  }

  private static boolean isTime(Timestamp time) {
    return time.getSeconds() > 0
        && time.getSeconds() <= Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()
        && time.getNanos() >= 0
        && time.getNanos() < 1_000_000_000;
  }

  private static String version(Instant trainedAt, ModelBundle contents) {
    String time = trainedAt.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    return time + "-" + HexFormat.of().formatHex(sha256(contents.toByteArray()), 0, 3);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a Java without SHA-256", impossible);
    }
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("manifest without a proper " + what + ": " + value);
    }
  }
}
