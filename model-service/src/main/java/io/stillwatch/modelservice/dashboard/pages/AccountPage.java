package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.dashboard.charts.RiskChart;
import io.stillwatch.modelservice.networks.NetworkBook;
import io.stillwatch.modelservice.verdicts.AccountFile;
import io.stillwatch.modelservice.verdicts.Dossier;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Reason;
import io.stillwatch.v1.ReasonKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** One account. Who opens it to read its reasons is noted; that the page follows changes is not. */
@Controller
final class AccountPage {
  private final AccountFile accounts;
  private final VerdictHistory history;
  private final NetworkBook networks;
  private final AuditLog audit;
  private final ServiceClock clock;

  AccountPage(
      AccountFile accounts,
      VerdictHistory history,
      NetworkBook networks,
      AuditLog audit,
      ServiceClock clock) {
    this.accounts = accounts;
    this.history = history;
    this.networks = networks;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/account")
  String show(
      @RequestParam String id,
      @RequestHeader(name = "HX-Request", defaultValue = "") String refresh,
      Authentication authentication,
      Model model) {
    Dossier account = accounts.of(id).orElseThrow(() -> new NotThere("account", id));
    Surroundings.Me me = Surroundings.me(authentication);
    List<VerdictHistory.Point> points = history.of(id);
    model.addAttribute("account", account);
    model.addAttribute("heavy", account.reasons().stream().filter(AccountPage::weighs).toList());
    model.addAttribute(
        "light", account.reasons().stream().filter(reason -> !weighs(reason)).toList());
    model.addAttribute("chart", RiskChart.of(points, clock.instant()));
    model.addAttribute("points", newestFirst(points));
    model.addAttribute(
        "network", networks.now().find(account.verdict().getNetworkId()).orElse(null));
    if (me.isAnalyst() && refresh.isEmpty()) {
      audit.add(Actor.person(me.name()), AuditAction.ACCOUNT_EXPLAINED, id, "");
    }
    return "account";
  }

  /**
   * Whether a reason says something: what is seen does, and what is scored from a tenth of a bit.
   */
  private static boolean weighs(Reason reason) {
    return reason.getKind() == ReasonKind.REASON_KIND_FACT || Math.abs(reason.getBits()) >= 0.1;
  }

  private static List<VerdictHistory.Point> newestFirst(List<VerdictHistory.Point> points) {
    List<VerdictHistory.Point> turned = new ArrayList<>(points);
    Collections.reverse(turned);
    return turned;
  }
}
