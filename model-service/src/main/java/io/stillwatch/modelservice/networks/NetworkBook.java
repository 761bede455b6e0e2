package io.stillwatch.modelservice.networks;

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

/** The champion's networks; while there is no champion there are none. */
@Component
public final class NetworkBook {
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

  private NetworkSnapshot snapshot() {
    Judge judge = champion.judge();
    return judge == null ? NetworkSnapshot.getDefaultInstance() : judge.bundle().getNetworks();
  }
}
