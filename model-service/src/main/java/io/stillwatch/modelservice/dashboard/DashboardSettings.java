package io.stillwatch.modelservice.dashboard;

import io.stillwatch.modelservice.dashboard.people.Role;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the dashboard, {@code stillwatch.dashboard.*}.
 *
 * @param firstAdministrator whether somebody is let in at the first start, with a random password
 * @param mostFailures wrong passwords in a row before a person is locked out
 * @param lockout for how long
 * @param longestSession the longest time between two sign-ins, however busy; idle sessions end
 *     earlier ({@code server.servlet.session.timeout})
 * @param openIdConnect sign-in by an OpenID Connect provider, whose client is configured under
 *     {@code spring.security.oauth2.client}
 */
@ConfigurationProperties("stillwatch.dashboard")
public record DashboardSettings(
    @DefaultValue("true") boolean firstAdministrator,
    @DefaultValue("5") int mostFailures,
    @DefaultValue("15m") Duration lockout,
    @DefaultValue("12h") Duration longestSession,
    @DefaultValue OpenIdConnect openIdConnect) {
  public DashboardSettings {
    if (mostFailures < 1) {
      throw new IllegalArgumentException(
          "stillwatch.dashboard.most-failures is below 1: " + mostFailures);
    }
    requirePositive("lockout", lockout);
    requirePositive("longest-session", longestSession);
  }

  /**
   * Which of the provider's people may do what.
   *
   * @param rolesClaim the claim that lists groups or roles
   * @param roles the provider's word → viewer, analyst or administrator; who has none of them is
   *     not let in
   */
  public record OpenIdConnect(
      @DefaultValue("groups") String rolesClaim, @DefaultValue Map<String, Role> roles) {
    public OpenIdConnect {
      roles = Map.copyOf(roles);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "stillwatch.dashboard." + name + " is not above 0: " + value);
    }
  }
}
