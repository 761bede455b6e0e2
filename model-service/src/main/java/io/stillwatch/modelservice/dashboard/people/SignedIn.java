package io.stillwatch.modelservice.dashboard.people;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody who signed in with a password.
 *
 * @param epoch the person's, when they signed in
 */
public record SignedIn(String name, long epoch) implements AuthenticatedPrincipal, Serializable {
  @Override
  public String getName() {
    return name;
  }
}
