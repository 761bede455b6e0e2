package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditEntry;
import io.stillwatch.modelservice.audit.AuditLog;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was done, newest first. */
@Controller
final class AuditPage {
  private static final int SIZE = 50;

  private final AuditLog audit;

  AuditPage(AuditLog audit) {
    this.audit = audit;
  }

  @GetMapping("/audit")
  String show(
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String actor,
      @RequestParam(defaultValue = "9223372036854775807") long before,
      Model model) {
    requireAction(action);
    List<AuditEntry> found = audit.before(before, action, actor.strip(), SIZE + 1);
    List<AuditEntry> shown = found.subList(0, Math.min(SIZE, found.size()));
    model.addAttribute("entries", shown);
    model.addAttribute("older", found.size() > SIZE ? shown.get(SIZE - 1).number() : null);
    model.addAttribute("actions", AuditAction.values());
    model.addAttribute("action", action);
    model.addAttribute("actor", actor);
    return "audit";
  }

  private static void requireAction(String action) {
    if (!action.isEmpty()
        && Arrays.stream(AuditAction.values()).noneMatch(known -> known.name().equals(action))) {
      throw new IllegalArgumentException("nothing that is noted is called \"" + action + '"');
    }
  }
}
