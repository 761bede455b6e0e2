package io.stillwatch.modelservice.dashboard;

import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditEntry;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Role;
import java.util.List;

/** People who have chosen a password of their own, and what was noted of them. */
public final class Staff {
  public static final String PASSWORD = "a-Kestrel-over-7-hills";
  private static final Actor TEST = Actor.person("test");

  private Staff() {}

  public static String hire(RunningService service, String name, Role role) {
    People people = service.part(People.class);
    people.changePassword(name, people.add(name, role, TEST), PASSWORD);
    return name;
  }

  public static Browser signedIn(RunningService service, String name, Role role) {
    return Browser.of(service, hire(service, name, role), PASSWORD);
  }

  /** The newest lines, oldest first, as "who by-way action subject: detail". */
  public static List<String> log(RunningService service) {
    return service.part(AuditLog.class).before(Long.MAX_VALUE, "", "", 1000).stream()
        .sorted((a, b) -> Long.compare(a.number(), b.number()))
        .map(Staff::line)
        .toList();
  }

  private static String line(AuditEntry entry) {
    return entry.actor().name()
        + " "
        + entry.actor().via()
        + " "
        + entry.action()
        + " "
        + entry.subject()
        + ": "
        + entry.detail();
  }
}
