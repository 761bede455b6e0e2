package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.dashboard.charts.Sparkline;
import io.stillwatch.modelservice.networks.NetworkBook;
import io.stillwatch.modelservice.paging.PageToken;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Network;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The networks that the active model knows, in pages. */
@Controller
final class NetworksPage {
  private static final int SIZE = 50;

  private final NetworkBook networks;
  private final ServiceClock clock;

  NetworksPage(NetworkBook networks, ServiceClock clock) {
    this.networks = networks;
    this.clock = clock;
  }

  /** One network of the list. */
  public record Line(Network network, CaseReading decision, Sparkline growth) {}

  @GetMapping("/networks")
  String list(
      @RequestParam @Nullable String order,
      @RequestParam @Nullable String standing,
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String owner,
      @RequestParam @Nullable String label,
      @RequestParam @Nullable String after,
      Authentication authentication,
      Model model) {
    NetworkQuestion question = new NetworkQuestion(order, standing, state, owner, label, after);
    Instant now = clock.instant();
    List<Network> all = networks.now().all();
    List<Network> chosen = question.of(all, authentication.getName(), now);
    int begin = begin(chosen, question);
    int end = Math.min(chosen.size(), begin + SIZE);
    model.addAttribute("question", question);
    model.addAttribute("order", question.chosenOrder());
    model.addAttribute("total", all.size());
    model.addAttribute("found", chosen.size());
    model.addAttribute(
        "awaiting", all.stream().filter(network -> CaseReading.awaits(network, now)).count());
    model.addAttribute(
        "lines", chosen.subList(begin, end).stream().map(one -> line(one, now)).toList());
    model.addAttribute(
        "next", end == chosen.size() ? "" : token(end, chosen.get(end - 1), question));
    model.addAttribute("standings", NetworkQuestion.STANDINGS);
    model.addAttribute("states", NetworkQuestion.STATES);
    model.addAttribute("owners", NetworkQuestion.OWNERS);
    model.addAttribute("labels", NetworkQuestion.LABELS);
    return "networks";
  }

  private static Line line(Network network, Instant now) {
    return new Line(network, CaseReading.of(network, now), Sparkline.of(network.getDaysList()));
  }

  private static String token(int place, Network last, NetworkQuestion question) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(place).array();
    return PageToken.seal(question.digest(), bytes, last.getId());
  }

  /** Behind the network that the page before ended with, or where it was. */
  private static int begin(List<Network> chosen, NetworkQuestion question) {
    String after = question.after();
    if (after == null || after.isEmpty()) {
      return 0;
    }
    PageToken.Opened opened = PageToken.open(after, question.digest(), Integer.BYTES);
    int place = opened.place().getInt();
    if (place < 0) {
      throw PageToken.notOurs();
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (chosen.get(i).getId().equals(opened.id())) {
        return i + 1;
      }
    }
    return Math.min(place, chosen.size());
  }
}
