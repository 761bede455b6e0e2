package io.stillwatch.modelservice.networks;

import io.stillwatch.modelservice.verdicts.ErasedAccounts;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import java.util.List;
import java.util.Optional;

/**
 * The networks of one model, without members who were erased since: whatever an answer takes from
 * here fits together, also if another model becomes champion meanwhile.
 */
public final class KnownNetworks {
  private final ModelBundle model;
  private final ErasedAccounts erased;

  KnownNetworks(ModelBundle model, ErasedAccounts erased) {
    this.model = model;
    this.erased = erased;
  }

  /** What knows them; an empty one while there is no champion. */
  public ModelBundle model() {
    return model;
  }

  /** In the order of the snapshot. */
  public List<Network> all() {
    return model.getNetworks().getNetworksList().stream().map(this::withoutErased).toList();
  }

  public Optional<Network> find(String id) {
    return model.getNetworks().getNetworksList().stream()
        .filter(network -> network.getId().equals(id))
        .findFirst()
        .map(this::withoutErased);
  }

  /** As {@link #find}; throws NOT_FOUND for an id that is not known. */
  Network known(String id) {
    return find(id).orElseThrow(() -> NetworkBook.unknown(id));
  }

  /** The content that a network was found by. */
  public List<HotKey> hotKeys(String id) {
    return model.getNetworks().getHotKeysList().stream()
        .filter(key -> key.getNetworkId().equals(id))
        .toList();
  }

  /** Whether they are corrected by all decisions up to that one, if there is a champion. */
  boolean heed(long decision) {
    return !model.hasNetworks() || model.getNetworks().getDecision() == decision;
  }

  /** Empty: no champion, or one without networks. */
  String snapshotVersion() {
    return model.getNetworks().getVersion();
  }

  private Network withoutErased(Network network) {
    List<NetworkMember> left =
        network.getMembersList().stream().filter(member -> !isErased(member)).toList();
    return left.size() == network.getMembersCount()
        ? network
        : network.toBuilder().clearMembers().addAllMembers(left).build();
  }

  private boolean isErased(NetworkMember member) {
    return erased.areNamedBy(model.getManifest(), member.getAccountId());
  }
}
