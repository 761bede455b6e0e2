package io.stillwatch.detector.evidence;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.network.Membership;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.SharedKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of a network, for somebody else to read and check; docs/evidence-pack.md says
 * what each field is. Without ids no account, person or free text is in it.
 */
public final class EvidencePack {
  /** Names the format; another meaning of a field is another version. */
  public static final String FORMAT = "stillwatch-evidence-pack";

  private static final int VERSION = 1;
  private static final String SECRET = "stillwatch.v1.EvidencePack pseudonyms";

  /** Families whose evidence is drawn from how accounts behave. */
  private static final Set<String> INFERRED = Set.of("behaviour", "time");

  private final Network network;
  private final ModelBundle model;
  private final String packId;
  private final boolean withIds;
  private final Pseudonyms names;

  private EvidencePack(
      Network network, ModelBundle model, String packId, boolean withIds, Pseudonyms names) {
    this.network = network;
    this.model = model;
    this.packId = packId;
    this.withIds = withIds;
    this.names = names;
  }

  /**
   * The signed file.
   *
   * @param network with those of its members that may be told
   * @param model what knows the network
   * @param packId random, never the same twice
   */
  public static byte[] of(
      Network network,
      ModelBundle model,
      String packId,
      boolean withIds,
      Instant madeAt,
      SigningKey key) {
    Pseudonyms names = new Pseudonyms(key.secretFor(SECRET), packId);
    EvidencePack pack = new EvidencePack(network, model, packId, withIds, names);
    return SealedPack.seal(JsonText.of(pack.content(madeAt)), key);
  }

  private Map<String, Object> content(Instant madeAt) {
    Map<String, Object> pack = new LinkedHashMap<>();
    pack.put("format", FORMAT);
    pack.put("version", VERSION);
    pack.put("pack_id", packId);
    pack.put("made_at", madeAt.toString());
    pack.put("identifiers", withIds ? "account ids" : "pseudonyms");
    pack.put("network", portrait());
    pack.put("case", told());
    pack.put("evidence", network.getEvidenceList().stream().map(EvidencePack::shown).toList());
    pack.put("honest", honest());
    pack.put("harm", harm());
    pack.put("days", network.getDaysList().stream().map(EvidencePack::day).toList());
    pack.put("shared_keys", network.getSharedKeysList().stream().map(this::key).toList());
    pack.put("members", members());
    pack.put("query", query());
    return pack;
  }

  private Map<String, Object> portrait() {
    Map<String, Object> portrait = new LinkedHashMap<>();
    portrait.put("id", network.getId());
    portrait.put("standing", word(NetworkStanding.of(network).name(), ""));
    portrait.put(
        "life",
        network.getLife() == NetworkLife.UNRECOGNIZED
            ? "unspecified"
            : word(network.getLife().name(), "NETWORK_LIFE_"));
    portrait.put("predecessors", List.copyOf(network.getPredecessorIdsList()));
    putTime(portrait, "first_seen", network.hasFirstSeen(), network.getFirstSeen());
    portrait.put("units", network.getUnits());
    portrait.put("members", network.getMembersCount());
    portrait.put(
        "core_members",
        (int)
            network.getMembersList().stream()
                .filter(member -> member.getWeight() >= Membership.CORE)
                .count());
    if (network.hasConfidence()) {
      portrait.put("confidence", network.getConfidence());
    }
    return portrait;
  }

  /** Names of people and what they wrote may tell of accounts: they go with the ids. */
  private Map<String, Object> told() {
    NetworkCase told = network.getCase();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("label", label(told.getLabel()));
    shown.put("state", state(told.getState()));
    putTime(shown, "labelled_at", told.hasLabelledAt(), told.getLabelledAt());
    putTime(shown, "label_expires_at", told.hasLabelExpiresAt(), told.getLabelExpiresAt());
    shown.put("split_from", told.getSplitFromId());
    shown.put("absorbed", List.copyOf(told.getAbsorbedIdsList()));
    if (withIds) {
      shown.put("owner", told.getOwner());
      shown.put("reason", told.getReason());
      shown.put("labelled_by", told.getLabelledBy());
    }
    return shown;
  }

  private static Map<String, Object> shown(NetworkEvidence evidence) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("family", evidence.getFamily());
    shown.put("kind", INFERRED.contains(evidence.getFamily()) ? "inference" : "fact");
    shown.put("text", evidence.getText());
    shown.put("sharing", evidence.getSharing());
    shown.put("of", evidence.getMembers());
    if (Double.isFinite(evidence.getLogChance())) {
      shown.put("log10_chance", evidence.getLogChance() / Math.log(10));
    }
    shown.put("explained", evidence.getExplained());
    shown.put("explained_by", evidence.getCause());
    return shown;
  }

  private Map<String, Object> honest() {
    List<String> causes =
        network.getEvidenceList().stream()
            .filter(NetworkEvidence::getExplained)
            .map(NetworkEvidence::getCause)
            .distinct()
            .toList();
    return Map.of(
        "explanations", causes,
        "nearest", network.getNearestHonest(),
        "misfits", List.copyOf(network.getMisfitsList()));
  }

  private Map<String, Object> harm() {
    return Map.of(
        "days", 7,
        "exchanges", network.getExchanges7D(),
        "output_tokens", network.getOutputTokens7D(),
        "exchanges_by_model", network.getExchangesByModelMap());
  }

  private static Map<String, Object> day(NetworkDay day) {
    return Map.of(
        "day", day.getDay(),
        "units", day.getUnits(),
        "joined", day.getJoined(),
        "closed", day.getClosed(),
        "new_models", List.copyOf(day.getNewModelsList()));
  }

  private Map<String, Object> key(SharedKey key) {
    return Map.of(
        "name", names.sharedKey(key.getFamily(), key.getKey()),
        "family", family(key.getFamily()),
        "members", key.getMembers());
  }

  /** By falling weight, then by pseudonym, so that the order tells nothing. */
  private List<Map<String, Object>> members() {
    return network.getMembersList().stream()
        .map(member -> new Named(names.account(member.getAccountId()), member))
        .sorted(
            Comparator.comparingDouble((Named named) -> -named.member().getWeight())
                .thenComparing(Named::name))
        .map(this::shown)
        .toList();
  }

  private Map<String, Object> shown(Named named) {
    NetworkMember member = named.member();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", named.name());
    shown.put("weight", member.getWeight());
    shown.put("content_share", member.getContentShare());
    shown.put("requests_7d", member.getRequests7D());
    shown.put("shared_keys", List.copyOf(member.getSharedKeysList()));
    if (withIds) {
      shown.put("account_id", member.getAccountId());
    }
    return shown;
  }

  private record Named(String name, NetworkMember member) {}

  private Map<String, Object> query() {
    ModelManifest manifest = model.getManifest();
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("model_version", manifest.getVersion());
    putTime(query, "trained_at", manifest.hasTrainedAt(), manifest.getTrainedAt());
    query.put("day", manifest.getDay());
    query.put("baseline_days", List.copyOf(manifest.getBaselineDaysList()));
    query.put("seed", Long.toUnsignedString(manifest.getSeed()));
    query.put("features", model.getSchema().getFingerprint());
    query.put("snapshot_version", model.getNetworks().getVersion());
    query.put("decision", model.getNetworks().getDecision());
    return query;
  }

  private static void putTime(Map<String, Object> map, String name, boolean known, Timestamp time) {
    if (known) {
      map.put(name, Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString());
    }
  }

  private static String label(NetworkLabel label) {
    return switch (label) {
      case NETWORK_LABEL_UNSPECIFIED, UNRECOGNIZED -> "none";
      case NETWORK_LABEL_CONFIRMED -> "confirmed";
      case NETWORK_LABEL_BENIGN -> "benign";
      case NETWORK_LABEL_WRONG -> "wrong";
    };
  }

  private static String state(NetworkCaseState state) {
    return switch (state) {
      case NETWORK_CASE_STATE_UNSPECIFIED, NETWORK_CASE_STATE_OPEN, UNRECOGNIZED -> "open";
      case NETWORK_CASE_STATE_IN_REVIEW -> "in_review";
      case NETWORK_CASE_STATE_ACTED -> "acted";
      case NETWORK_CASE_STATE_CLOSED -> "closed";
    };
  }

  private static String family(int number) {
    LinkFamily family = LinkFamily.forNumber(number);
    return family == null ? "unknown" : word(family.name(), "LINK_FAMILY_");
  }

  private static String word(String name, String prefix) {
    return name.substring(prefix.length()).toLowerCase(Locale.ROOT);
  }
}
