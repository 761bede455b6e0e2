package io.stillwatch.modelservice.dashboard.people;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.dashboard.DashboardSettings;
import org.springframework.stereotype.Component;

/** Counts wrong passwords, wherever they are typed, and locks out who types too many. */
@Component
final class WrongPasswords {
  private final PersonStore store;
  private final AuditLog audit;
  private final DashboardSettings settings;

  WrongPasswords(PersonStore store, AuditLog audit, DashboardSettings settings) {
    this.store = store;
    this.audit = audit;
    this.settings = settings;
  }

  /**
   * @param what of which kind it was, for the audit log
   */
  void note(String name, String what) {
    boolean last = store.noteFailure(name, settings.mostFailures(), settings.lockout());
    audit.add(
        Actor.SERVICE,
        last ? AuditAction.LOCKED_OUT : AuditAction.SIGN_IN_REFUSED,
        name,
        last ? "for " + settings.lockout().toSeconds() + " seconds" : what);
  }
}
