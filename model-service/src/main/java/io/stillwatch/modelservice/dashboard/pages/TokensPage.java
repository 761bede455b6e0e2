package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.rim.tokens.TokenBook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tokens of this service: who may call it over gRPC. */
@Controller
final class TokensPage {
  private final TokenBook tokens;
  private final AuditLog audit;

  TokensPage(TokenBook tokens, AuditLog audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  @GetMapping("/tokens")
  String show(Model model) {
    model.addAttribute("tokens", tokens.all());
    model.addAttribute("scopes", Scope.values());
    return "tokens";
  }

  @PostMapping("/tokens/create")
  String create(
      @RequestParam String name,
      @RequestParam(defaultValue = "") List<String> scope,
      Authentication me,
      RedirectAttributes answer) {
    return Refusal.answer(
        "/tokens",
        answer,
        () -> {
          Set<Scope> scopes = scope.stream().map(Scope::of).collect(Collectors.toSet());
          String words = scope.stream().sorted().collect(Collectors.joining(", "));
          String secret =
              tokens.create(
                  name.strip(),
                  scopes,
                  () -> note(me, AuditAction.TOKEN_CREATED, name.strip(), words));
          answer.addFlashAttribute("secret", secret);
          answer.addFlashAttribute("secretOf", "the token " + name.strip());
        });
  }

  @PostMapping("/tokens/revoke")
  String revoke(@RequestParam String name, Authentication me, RedirectAttributes answer) {
    return Refusal.answer(
        "/tokens",
        answer,
        () -> {
          tokens.revoke(name, () -> note(me, AuditAction.TOKEN_REVOKED, name, ""));
          answer.addFlashAttribute("done", name + " is worthless within seconds");
        });
  }

  private void note(Authentication me, AuditAction action, String token, String detail) {
    audit.add(Actor.person(me.getName()), action, token, detail);
  }
}
