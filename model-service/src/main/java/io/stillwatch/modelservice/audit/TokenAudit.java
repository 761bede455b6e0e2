package io.stillwatch.modelservice.audit;

import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.rim.tokens.TokenChanged;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes which tokens callers made and revoked. */
@Component
class TokenAudit {
  private final AuditLog audit;

  TokenAudit(AuditLog audit) {
    this.audit = audit;
  }

  @EventListener
  void on(TokenChanged change) {
    audit.add(
        Actor.token(change.caller()),
        change.isRevoked() ? AuditAction.TOKEN_REVOKED : AuditAction.TOKEN_CREATED,
        change.token(),
        change.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(", ")));
  }
}
