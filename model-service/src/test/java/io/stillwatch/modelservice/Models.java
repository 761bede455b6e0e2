package io.stillwatch.modelservice;

import com.google.protobuf.ByteString;
import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.Training;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Models that were truly trained and signed, with networks of our choice. */
public final class Models {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final Path KEY_FILE = keyFile();
  private static final SigningKey KEY = SigningKey.readOrCreate(KEY_FILE);
  private static final ModelBundle TRAINED = train();

  private Models() {}

  /** The public key that the services under test trust. */
  public static Path publicKey() {
    return Path.of(KEY_FILE + ".pub");
  }

  /** A model that knows one verified network, "net-1", of these accounts. */
  public static ModelBundle of(String version, String... members) {
    Network.Builder network =
        Network.newBuilder()
            .setId("net-1")
            .setLife(NetworkLife.NETWORK_LIFE_NEW)
            .addEvidence(evidence("content", "all share one prompt frame"))
            .addEvidence(evidence("place", "all share one address prefix"));
    for (String member : members) {
      network.addMembers(NetworkMember.newBuilder().setAccountId(member).setWeight(1));
    }
    NetworkSnapshot.Builder networks =
        NetworkSnapshot.newBuilder().setVersion("networks of " + version);
    if (members.length > 0) {
      networks.addNetworks(network);
    }
    return with(networks.build(), version);
  }

  public static ModelBundle with(NetworkSnapshot networks, String version) {
    ModelBundle.Builder bundle = TRAINED.toBuilder().setNetworks(networks);
    bundle
        .getManifestBuilder()
        .setVersion(version)
        .clearGates()
        .addGates(Gate.newBuilder().setName("rows").setPassed(true).setText("enough"));
    return bundle.build();
  }

  /** The same forest, with networks that were found since that night. */
  public static ModelBundle hourly(String version, String parent, String... members) {
    ModelBundle.Builder bundle = of(version, members).toBuilder();
    bundle.getManifestBuilder().setParentVersion(parent);
    return bundle.build();
  }

  public static ModelBundle failingGate(String version) {
    ModelBundle.Builder bundle = of(version).toBuilder();
    bundle.getManifestBuilder().getGatesBuilder(0).setPassed(false).setText("7 rows of 200");
    return bundle.build();
  }

  public static ByteString signed(ModelBundle bundle) {
    return KEY.sign(bundle).toByteString();
  }

  private static NetworkEvidence evidence(String family, String text) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setText(text)
        .setSharing(3)
        .setMembers(3)
        .setLogChance(-20)
        .build();
  }

  private static ModelBundle train() {
    BaselineDays baseline = BaselineDays.of(List.of(day(DAY.minusDays(3)), day(DAY.minusDays(2))));
    Instant tonight = DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Training.fit(new TrainingInput(baseline, day(DAY), 7, null, tonight));
  }

  private static DayOfVectors day(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new DayOfVectors(day, People.many(400, end));
  }

  private static Path keyFile() {
    try {
      return Files.createTempDirectory("stillwatch-keys-").resolve("signing.pem");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
