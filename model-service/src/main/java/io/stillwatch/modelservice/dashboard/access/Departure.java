package io.stillwatch.modelservice.dashboard.access;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Notes that somebody signed out. */
@Component
final class Departure implements LogoutHandler {
  private final AuditLog audit;

  Departure(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    if (authentication != null) {
      String name = authentication.getName();
      audit.add(Actor.person(name), AuditAction.SIGNED_OUT, name, "");
    }
  }
}
