package io.stillwatch.detector.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.SharedKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidencePackTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
  private static final Pattern NAME = Pattern.compile("\"name\":\"([0-9a-f]{32})\"");

  @Test
  void of_sameInput_isTheSameBytesAndHasAllThatIsKnown() {
    String pack = opened(pack("p1", false));

    assertThat(pack("p1", false)).isEqualTo(pack("p1", false));
    assertThat(pack)
        .startsWith("{\"case\":{\"absorbed\":[],\"label\":\"confirmed\"")
        .contains("\"format\":\"stillwatch-evidence-pack\"", "\"version\":1")
        .contains("\"id\":\"net-1\"", "\"standing\":\"verified\"", "\"life\":\"growing\"")
        .contains("\"predecessors\":[\"net-0\"]", "\"core_members\":1,")
        .contains("\"kind\":\"fact\"", "\"kind\":\"inference\"", "\"log10_chance\":-13.0288")
        .contains("\"explained_by\":\"one app\"", "\"nearest\":\"one app\"")
        .contains("\"exchanges_by_model\":{\"large\":70,\"small\":7}", "\"day\":\"2026-11-19\"")
        .contains("\"family\":\"instrument\",\"members\":2")
        .contains("\"weight\":0.5}", "\"weight\":1}")
        .contains("\"seed\":\"18446744073709551615\"", "\"model_version\":\"v7\"")
        .contains("\"snapshot_version\":\"tonight\"", "\"decision\":3")
        .contains("say \\\"no\\\" to \\\\ and \\u0001");
  }

  @Test
  void of_withoutIds_namesNeitherAccountNorPersonNorText() {
    String file = new String(pack("p1", false), StandardCharsets.UTF_8);
    assertThat(file)
        .doesNotContain("acct-", "Ada", "because of", "bob")
        .doesNotContain("\"owner\"", "\"reason\"", "\"account_id\"");
    // The shared key's hash, in any writing.
    assertThat(file).doesNotContain("567890123", Long.toHexString(567_890_123L));

    assertThat(opened(pack("p1", true)))
        .contains("\"account_id\":\"acct-1\"", "\"owner\":\"Ada\"", "because of", "bob");
  }

  @Test
  void of_twoPacks_sharePseudonymsOnlyUnderOneIdAndKey() {
    assertThat(names(pack("p1", false))).isEqualTo(names(pack("p1", true)));
    assertThat(names(pack("p1", false)).keySet())
        .doesNotContainAnyElementsOf(names(pack("p2", false)).keySet());
    SigningKey other = SigningKey.generate();
    byte[] others = EvidencePack.of(network(), model(), "p1", false, NOW, other);
    assertThat(names(SealedPack.open(others, other.trusted())).keySet())
        .doesNotContainAnyElementsOf(names(pack("p1", false)).keySet());
  }

  @Test
  void open_anyByteChanged_isRejected() {
    byte[] file = pack("p1", false);
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      int place = i < 40 ? file.length - 2 - i : random.nextInt(file.length - 1);
      byte[] changed = file.clone();
      changed[place] ^= (byte) (1 << random.nextInt(7));
      assertThatThrownBy(() -> opened(changed))
          .as("byte %d", place)
          .isInstanceOf(PackRejected.class);
    }
    byte[] padded = Arrays.copyOf(file, file.length + 1);
    padded[file.length] = ' ';
    assertThatThrownBy(() -> opened(padded)).isInstanceOf(PackRejected.class);
  }

  @Test
  void open_otherKey_isRejectedNamingIt() {
    byte[] file = pack("p1", false);
    assertThatThrownBy(() -> SealedPack.open(file, SigningKey.generate().trusted()))
        .isInstanceOf(PackRejected.class)
        .hasMessageContaining("key " + KEY.keyId() + ", which is not trusted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"pack\":",
        ",\"signature\":",
        "{\"pack\":{},\"signature\":{}}",
        "{\"pack\":{}}",
        "{\"pack\":{},\"signature\":{\"algorithm\":\"none\",\"key_id\":\"\",\"value\":\"\"}}",
        "[]"
      })
  void open_notAPack_isRejected(String text) {
    assertThatThrownBy(() -> SealedPack.open(text.getBytes(StandardCharsets.UTF_8), KEY.trusted()))
        .isInstanceOf(PackRejected.class)
        .hasMessageContaining("not an evidence pack");
  }

  @Test
  void json_values_haveOneForm() {
    assertThat(
            JsonText.of(
                new TreeMap<>(
                    Map.of("b", 0.30000000000000004, "a", -0.0, "c", 1e-9, "\u00e9", 12345678.5))))
        .isEqualTo("{\"a\":0,\"b\":0.3,\"c\":0,\"\u00e9\":12345678.5}");
    assertThatThrownBy(() -> JsonText.of(Double.NaN)).isInstanceOf(RuntimeException.class);
  }

  private static String opened(byte[] file) {
    return SealedPack.open(file, KEY.trusted());
  }

  private static Map<String, Boolean> names(byte[] file) {
    return names(opened(file));
  }

  private static Map<String, Boolean> names(String pack) {
    Map<String, Boolean> names = new TreeMap<>();
    NAME.matcher(pack).results().forEach(found -> names.put(found.group(1), true));
    assertThat(names).hasSize(3);
    return names;
  }

  private static byte[] pack(String id, boolean withIds) {
    return EvidencePack.of(network(), model(), id, withIds, NOW, KEY);
  }

  private static ModelBundle model() {
    return ModelBundle.newBuilder()
        .setManifest(
            ModelManifest.newBuilder()
                .setVersion("v7")
                .setDay("2026-11-19")
                .addBaselineDays("2026-11-12")
                .setSeed(-1))
        .setNetworks(NetworkSnapshot.newBuilder().setVersion("tonight").setDecision(3))
        .build();
  }

  private static Network network() {
    return Network.newBuilder()
        .setId("net-1")
        .setLife(NetworkLife.NETWORK_LIFE_GROWING)
        .addPredecessorIds("net-0")
        .setFirstSeen(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()))
        .addMembers(member("acct-1", 1).addSharedKeys(0))
        .addMembers(member("acct-2", 0.5).addSharedKeys(0))
        .addEvidence(evidence("content", false))
        .addEvidence(evidence("money", false))
        .addEvidence(evidence("behaviour", true))
        .setNearestHonest("one app")
        .addMisfits("say \"no\" to \\ and \u0001")
        .setExchanges7D(77)
        .putExchangesByModel("small", 7)
        .putExchangesByModel("large", 70)
        .addDays(NetworkDay.newBuilder().setDay("2026-11-19").setUnits(2))
        .addSharedKeys(SharedKey.newBuilder().setFamily(3).setKey(567_890_123L).setMembers(2))
        .setCase(
            NetworkCase.newBuilder()
                .setLabel(NetworkLabel.NETWORK_LABEL_CONFIRMED)
                .setOwner("Ada")
                .setReason("because of acct-1")
                .setLabelledBy("bob"))
        .build();
  }

  private static NetworkMember.Builder member(String id, double weight) {
    return NetworkMember.newBuilder().setAccountId(id).setWeight(weight).setContentShare(0.25);
  }

  private static NetworkEvidence evidence(String family, boolean explained) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setText("2 of 2 share it")
        .setLogChance(-30)
        .setExplained(explained)
        .setCause(explained ? "one app" : "")
        .build();
  }
}
