package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.modelservice.verdicts.RosterQuery;
import io.stillwatch.modelservice.verdicts.RosterQuery.Order;
import io.stillwatch.v1.Band;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** All accounts, in pages. */
@Controller
final class AccountsPage {
  private static final int SIZE = 50;

  private final Roster roster;

  AccountsPage(Roster roster) {
    this.roster = roster;
  }

  /** What was asked for, in the words of the address. */
  public record Question(
      @Nullable String order,
      @Nullable String band,
      @Nullable String plan,
      @Nullable String organisation,
      @Nullable String network,
      @Nullable String search,
      @Nullable String after) {
    RosterQuery query() {
      return new RosterQuery(
          chosenOrder(),
          chosenBand(),
          text(plan),
          text(organisation).strip(),
          text(network).strip(),
          text(search).strip(),
          text(after),
          SIZE);
    }

    private Order chosenOrder() {
      String word = text(order);
      return Arrays.stream(Order.values())
          .filter(known -> word.equals(AccountsPage.word(known)))
          .findFirst()
          .orElseGet(() -> worstFirst(word));
    }

    private static Order worstFirst(String word) {
      if (!word.isEmpty()) {
        throw new IllegalArgumentException("accounts cannot be sorted by \"" + word + '"');
      }
      return Order.WORST_FIRST;
    }

    private @Nullable Band chosenBand() {
      String word = text(band);
      return word.isEmpty() ? null : Bands.of(word);
    }

    /** The address of the same question in another order, or of its next page. */
    public String with(String name, String value) {
      UriComponentsBuilder address = UriComponentsBuilder.fromPath("/accounts");
      add(address, "order", name.equals("order") ? value : text(order));
      add(address, "band", name.equals("band") ? value : text(band));
      add(address, "plan", text(plan));
      add(address, "organisation", text(organisation));
      add(address, "network", text(network));
      add(address, "search", text(search));
      add(address, "after", name.equals("after") ? value : "");
      return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
      if (!value.isEmpty()) {
        address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
      }
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given;
    }
  }

  /** An order as the address and the table's head name it. */
  static String word(Order order) {
    return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @GetMapping("/accounts")
  String show(Question question, Model model) {
    RosterQuery query = question.query();
    model.addAttribute("question", question);
    model.addAttribute("order", word(query.order()));
    model.addAttribute("page", roster.page(query));
    model.addAttribute("bands", Bands.WORST_FIRST);
    model.addAttribute("plans", roster.plans());
    model.addAttribute("counts", roster.countsByBand());
    model.addAttribute("total", roster.size());
    return "accounts";
  }
}
