package io.stillwatch.modelservice.networks;

import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The champion's networks; while there is no champion there are none. */
@Component
public final class NetworkBook {
  private final Champion champion;

  NetworkBook(Champion champion) {
    this.champion = champion;
  }

  /** In the order of the snapshot. */
  public List<Network> all() {
    return snapshot().getNetworksList();
  }

  public Optional<Network> find(String id) {
    return all().stream().filter(network -> network.getId().equals(id)).findFirst();
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
