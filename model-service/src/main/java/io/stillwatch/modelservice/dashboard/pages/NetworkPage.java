package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.Membership;
import io.stillwatch.modelservice.dashboard.charts.KeyMatrix;
import io.stillwatch.modelservice.dashboard.charts.TimelineChart;
import io.stillwatch.modelservice.networks.KnownNetworks;
import io.stillwatch.modelservice.networks.NetworkBook;
import io.stillwatch.modelservice.verdicts.MemberRow;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Network;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One network: what is known of it, what speaks for an honest group, what an action would hit. */
@Controller
final class NetworkPage {
  private static final int MEMBERS = 50;

  private final NetworkBook networks;
  private final Roster roster;
  private final ServiceClock clock;

  NetworkPage(NetworkBook networks, Roster roster, ServiceClock clock) {
    this.networks = networks;
    this.roster = roster;
    this.clock = clock;
  }

  @GetMapping("/network")
  String show(@RequestParam String id, @RequestParam(defaultValue = "") String after, Model model) {
    KnownNetworks now = networks.now();
    Network network = now.find(id).orElseThrow(() -> new NotThere("network", id));
    List<MemberRow> members = roster.members(network);
    List<MemberRow> core = members.stream().filter(row -> isCore(row.weight())).toList();
    model.addAttribute("network", network);
    model.addAttribute("story", new NetworkStory(network, new Words(clock.instant())));
    model.addAttribute("decision", CaseReading.of(network, clock.instant()));
    model.addAttribute("states", NetworkQuestion.STATES);
    model.addAttribute("hotKeys", now.hotKeys(id).size());
    model.addAttribute("models", byCalls(network));
    model.addAttribute("mostCalls", mostCalls(network));
    model.addAttribute("timeline", TimelineChart.of(network.getDaysList()));
    model.addAttribute("matrix", KeyMatrix.of(network));
    model.addAttribute(
        "impacts", List.of(Impact.of("The core", core), Impact.of("All members", members)));
    model.addAttribute("core", Membership.CORE);
    model.addAttribute("members", roster.members(now.model(), id, after, MEMBERS));
    model.addAttribute("after", after);
    return "network";
  }

  private static boolean isCore(double weight) {
    return weight >= Membership.CORE;
  }

  private static long mostCalls(Network network) {
    return network.getExchangesByModelMap().values().stream()
        .mapToLong(calls -> calls)
        .max()
        .orElse(1);
  }

  private static List<Map.Entry<String, Long>> byCalls(Network network) {
    return network.getExchangesByModelMap().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }
}
