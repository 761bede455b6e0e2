package io.stillwatch.detector.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.detector.Judge;
import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.Reason;
import io.stillwatch.detector.Training;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.SignedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedBundleTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final PopulationFixture PEOPLE = new PopulationFixture(41);
  private static ModelBundle bundle;
  private static List<FeatureVector> strangers;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    strangers = PEOPLE.strangers(300);
    List<FeatureVector> pool =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    PEOPLE
                        .person("harvester-" + i)
                        .prompting("think aloud")
                        .with(LinkFamily.INSTRUMENT, "card " + i / 5)
                        .vector())
            .toList();
    bundle = Training.fit(PEOPLE.input(strangers, pool));
  }

  @Test
  void open_ownSignature_judges() {
    Judge judge = KEY.trusted().open(KEY.sign(bundle).toByteArray());

    assertThat(judge.bundle()).isEqualTo(bundle);
    assertThat(judge.judge(strangers.get(0)).accountId()).isEqualTo("stranger-0");
  }

  @Test
  void open_unsigned_isRejected() {
    assertRejected(KEY.sign(bundle).toBuilder().clearSignature(), "not signed");
  }

  @Test
  void open_otherKey_isRejected() {
    assertRejected(SigningKey.generate().sign(bundle).toBuilder(), "not trusted");
    String known = KEY.sign(bundle).getKeyId();
    assertRejected(
        SigningKey.generate().sign(bundle).toBuilder().setKeyId(known), "signature is not that of");
  }

  @Test
  void open_changedContents_isRejectedUnparsed() {
    SignedBundle.Builder changed = KEY.sign(bundle).toBuilder();
    changed.setBundle(changed.getBundle().concat(ByteString.copyFrom(new byte[] {1})));
    assertRejected(changed, "digest does not fit");
    byte[] digest = Ed25519.sha256(changed.getBundle().toByteArray());
    assertRejected(changed.setSha256(ByteString.copyFrom(digest)), "signature is not that of");
  }

  @Test
  void open_signatureOfTheBareDigest_isRejected() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] digest = Ed25519.sha256(bundle.toByteArray());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(digest);
    byte[] file =
        SignedBundle.newBuilder()
            .setBundle(bundle.toByteString())
            .setSha256(ByteString.copyFrom(digest))
            .setSignature(ByteString.copyFrom(signature.sign()))
            .setKeyId(Ed25519.keyId(pair.getPublic()))
            .build()
            .toByteArray();

    assertThatExceptionOfType(BundleRejected.class)
        .isThrownBy(() -> TrustedKeys.of(List.of(pair.getPublic())).open(file))
        .withMessageContaining("signature is not that of");
  }

  @Test
  void open_truncatedOrEmpty_isRejected() {
    byte[] whole = KEY.sign(bundle).toByteArray();
    for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(BundleRejected.class)
          .as("%d bytes", length)
          .isThrownBy(() -> KEY.trusted().open(part));
    }
  }

  @Test
  void open_signedNonsense_isRejected() {
    assertThatExceptionOfType(BundleRejected.class)
        .isThrownBy(
            () -> KEY.trusted().open(KEY.sign(ModelBundle.getDefaultInstance()).toByteArray()));
  }

  /** As {@link TrustedKeys#open} does once the new signature is found good. */
  @Test
  void judge_anyByteFlippedAndSignedAnew_rejectsOrJudgesSanely() {
    byte[] bytes = small().toByteArray();
    int judged = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      judged += judgesSanely(flipped, i) ? 1 : 0;
    }
    assertThat(judged).isLessThan(bytes.length);
  }

  @Test
  void judge_smallBundle_speaksOfPersonas() {
    Judge judge = Judge.of(small());
    assertThat(strangers.stream().limit(50).flatMap(one -> judge.explain(one).stream()))
        .anyMatch(reason -> reason.text().contains("its peers (persona "));
  }

  /** The bundle with a forest of few trees, and two personas. */
  private static ModelBundle small() {
    return SmallForest.in(bundle);
  }

  private static boolean judgesSanely(byte[] bytes, int place) {
    try {
      Judge judge = Judge.of(ModelBundle.parseFrom(bytes));
      FeatureVector vector = strangers.get(place % strangers.size());
      double risk = judge.judge(vector).risk();
      boolean finite = judge.explain(vector).stream().map(Reason::bits).allMatch(Double::isFinite);
      if (!(risk >= 0 && risk <= 1 && finite)) {
        throw new AssertionError("byte " + place + " flipped: risk " + risk);
      }
      return true;
    } catch (BundleRejected | InvalidProtocolBufferException rejected) {
      return false;
    }
  }

  @Test
  void readOrCreate_newFile_keepsItSecretAndReadsItBack() throws IOException {
    Path pem = folder.resolve("keys").resolve("signing.pem");
    SigningKey made = SigningKey.readOrCreate(pem);
    SigningKey read = SigningKey.readOrCreate(pem);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pem)))
        .isEqualTo("rw-------");
    TrustedKeys trusted = TrustedKeys.read(List.of(pem.resolveSibling("signing.pem.pub")));
    assertThat(trusted.open(made.sign(bundle).toByteArray())).isNotNull();
    assertThat(read.trusted().open(made.sign(bundle).toByteArray())).isNotNull();
  }

  @Test
  void read_brokenKeys_areRefusedByName() throws IOException {
    Path pem = folder.resolve("a.pem");
    SigningKey.readOrCreate(pem);
    SigningKey.readOrCreate(folder.resolve("b.pem"));
    Files.copy(folder.resolve("b.pem.pub"), folder.resolve("other.pem.pub"));
    Files.copy(pem, folder.resolve("other.pem"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.readOrCreate(folder.resolve("other.pem")))
        .withMessageContaining("other.pem.pub is not the public key of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedKeys.read(List.of(pem)))
        .withMessageContaining("holds no PUBLIC KEY");
    assertThatIllegalArgumentException().isThrownBy(() -> TrustedKeys.read(List.of()));
    Files.writeString(
        folder.resolve("c.pub"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedKeys.read(List.of(folder.resolve("c.pub"))))
        .withMessageContaining("c.pub holds no Ed25519 public key");
  }

  private static void assertRejected(SignedBundle.Builder file, String message) {
    assertThatExceptionOfType(BundleRejected.class)
        .isThrownBy(() -> KEY.trusted().open(file.build().toByteArray()))
        .withMessageContaining(message);
  }
}
