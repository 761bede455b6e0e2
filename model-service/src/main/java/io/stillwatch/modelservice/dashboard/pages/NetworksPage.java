package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.modelservice.networks.NetworkBook;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.v1.Network;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The networks that the active model knows, and one of them. */
@Controller
final class NetworksPage {
  private static final int MEMBERS = 50;
  private static final Map<String, Comparator<Network>> ORDERS =
      Map.of(
          "worst",
              Comparator.comparing(NetworkStanding::of)
                  .thenComparing(Network::getOutputTokens7D)
                  .reversed(),
          "tokens", Comparator.comparing(Network::getOutputTokens7D).reversed(),
          "exchanges", Comparator.comparing(Network::getExchanges7D).reversed(),
          "members", Comparator.comparing(Network::getMembersCount).reversed(),
          "newest",
              Comparator.comparing((Network network) -> network.getFirstSeen().getSeconds())
                  .reversed());

  private final NetworkBook networks;
  private final Roster roster;

  NetworksPage(NetworkBook networks, Roster roster) {
    this.networks = networks;
    this.roster = roster;
  }

  /** Verified ones before others; among equals, who took most comes first. */
  static List<Network> byHarm(List<Network> networks) {
    return sorted(networks, "worst");
  }

  private static List<Network> sorted(List<Network> networks, String order) {
    Comparator<Network> chosen =
        Optional.ofNullable(ORDERS.get(order))
            .orElseThrow(
                () ->
                    new IllegalArgumentException("networks cannot be sorted by \"" + order + '"'));
    return networks.stream().sorted(chosen.thenComparing(Network::getId)).toList();
  }

  @GetMapping("/networks")
  String list(@RequestParam(defaultValue = "worst") String order, Model model) {
    model.addAttribute("order", order);
    model.addAttribute("networks", sorted(networks.all(), order));
    return "networks";
  }

  @GetMapping("/network")
  String show(@RequestParam String id, @RequestParam(defaultValue = "") String after, Model model) {
    Network network = networks.find(id).orElseThrow(() -> new NotThere("network", id));
    model.addAttribute("network", network);
    model.addAttribute("hotKeys", networks.hotKeys(id).size());
    model.addAttribute("models", byCalls(network));
    model.addAttribute(
        "mostCalls",
        network.getExchangesByModelMap().values().stream()
            .mapToLong(calls -> calls)
            .max()
            .orElse(1));
    model.addAttribute("members", roster.members(id, after, MEMBERS));
    model.addAttribute("after", after);
    return "network";
  }

  private static List<Map.Entry<String, Long>> byCalls(Network network) {
    return network.getExchangesByModelMap().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }
}
