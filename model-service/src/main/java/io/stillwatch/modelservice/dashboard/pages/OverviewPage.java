package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.modelservice.dashboard.charts.BandChart;
import io.stillwatch.modelservice.networks.NetworkBook;
import io.stillwatch.modelservice.verdicts.BandHistory;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How things stand. */
@Controller
final class OverviewPage {
  private static final int POINTS = 240;
  private static final int WORST = 5;
  private static final int CHANGES = 10;

  private final Roster roster;
  private final BandHistory bands;
  private final VerdictHistory verdicts;
  private final NetworkBook networks;
  private final ServiceClock clock;

  OverviewPage(
      Roster roster,
      BandHistory bands,
      VerdictHistory verdicts,
      NetworkBook networks,
      ServiceClock clock) {
    this.roster = roster;
    this.bands = bands;
    this.verdicts = verdicts;
    this.networks = networks;
    this.clock = clock;
  }

  @GetMapping("/")
  String show(@RequestParam(defaultValue = "7") int days, Model model) {
    int span = Math.max(1, Math.min(days, 400));
    List<Network> all = NetworkQuestion.byHarm(networks.now().all(), clock.instant());
    model.addAttribute("days", span);
    model.addAttribute("counts", counts());
    model.addAttribute("chart", chart(span));
    List<Network> verified = all.stream().filter(OverviewPage::isVerified).toList();
    model.addAttribute("networks", all.stream().limit(WORST).toList());
    model.addAttribute("verified", verified.size());
    model.addAttribute("others", all.size() - verified.size());
    model.addAttribute("tokens", verified.stream().mapToLong(Network::getOutputTokens7D).sum());
    model.addAttribute("exchanges", verified.stream().mapToLong(Network::getExchanges7D).sum());
    model.addAttribute("changes", verdicts.recent(CHANGES));
    return "overview";
  }

  /** Only those took something, as far as is known: the others may be honest. */
  private static boolean isVerified(Network network) {
    return NetworkStanding.of(network) == NetworkStanding.VERIFIED;
  }

  private Map<Band, Long> counts() {
    Map<Band, Long> counts = new LinkedHashMap<>();
    Map<Band, Long> held = roster.countsByBand();
    Bands.WORST_FIRST.forEach(band -> counts.put(band, held.getOrDefault(band, 0L)));
    return counts;
  }

  private BandChart chart(int days) {
    Instant now = clock.instant();
    return BandChart.of(bands.between(now.minus(Duration.ofDays(days)), now, POINTS));
  }
}
