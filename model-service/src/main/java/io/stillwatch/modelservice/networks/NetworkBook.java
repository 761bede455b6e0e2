package io.stillwatch.modelservice.networks;

import io.grpc.Status;
import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.verdicts.ErasedAccounts;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The champion's networks, as people corrected them; while there is no champion there are none. */
@Component
public final class NetworkBook {
  private static final int LONGEST_SHOWN = 64;

  private final Champion champion;
  private final ErasedAccounts erased;

  NetworkBook(Champion champion, ErasedAccounts erased) {
    this.champion = champion;
    this.erased = erased;
  }

  /** In the order of the snapshot. */
  public List<Network> all() {
    return snapshot().getNetworksList();
  }

  public Optional<Network> find(String id) {
    return all().stream()
        .filter(network -> network.getId().equals(id))
        .findFirst()
        .map(this::withoutErased);
  }

  private Network withoutErased(Network network) {
    Judge judge = champion.judge();
    if (judge == null) {
      return network;
    }
    ModelManifest manifest = judge.bundle().getManifest();
    return network.toBuilder()
        .clearMembers()
        .addAllMembers(
            network.getMembersList().stream()
                .filter(member -> !erased.areNamedBy(manifest, member.getAccountId()))
                .toList())
        .build();
  }

  /** The content that a network was found by. */
  public List<HotKey> hotKeys(String id) {
    return snapshot().getHotKeysList().stream()
        .filter(key -> key.getNetworkId().equals(id))
        .toList();
  }

  /** Empty: no champion, or one without networks. */
  String snapshotVersion() {
    return snapshot().getVersion();
  }

  /** For a question about a network that is not there. */
  static RuntimeException unknown(String id) {
    return Status.NOT_FOUND
        .withDescription("the active model knows no network \"" + shown(id) + '"')
        .asRuntimeException();
  }

  /** An id of a caller's, in a message. */
  static String shown(String id) {
    String cut = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "..." : id;
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private NetworkSnapshot snapshot() {
    Judge judge = champion.judge();
    return judge == null ? NetworkSnapshot.getDefaultInstance() : judge.bundle().getNetworks();
  }
}
