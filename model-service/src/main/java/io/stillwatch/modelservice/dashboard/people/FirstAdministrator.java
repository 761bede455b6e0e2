package io.stillwatch.modelservice.dashboard.people;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.dashboard.DashboardSettings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.stereotype.Component;

/**
 * Lets somebody in where nobody is known yet: an administrator called {@value #NAME} with a random
 * password. Whoever starts the service takes the password and shows it once; it is kept nowhere.
 */
@Component
public final class FirstAdministrator {
  public static final String NAME = "admin";

  private final AtomicReference<@Nullable String> password = new AtomicReference<>();

  FirstAdministrator(
      People people, DashboardSettings settings, FlywayMigrationInitializer migrated) {
    if (settings.firstAdministrator() && people.all().isEmpty()) {
      add(people);
    }
  }

  /** Of two replicas that start at once one comes second, and has nothing to show. */
  private void add(People people) {
    try {
      password.set(people.add(NAME, Role.ADMINISTRATOR, Actor.SERVICE));
    } catch (IllegalArgumentException taken) {
      password.set(null);
    }
  }

  /** The password, to him who asks first. Empty: there was somebody already. */
  public Optional<String> takePassword() {
    return Optional.ofNullable(password.getAndSet(null));
  }
}
