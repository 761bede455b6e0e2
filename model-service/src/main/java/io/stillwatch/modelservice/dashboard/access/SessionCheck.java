package io.stillwatch.modelservice.dashboard.access;

import io.stillwatch.modelservice.dashboard.DashboardSettings;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Person;
import io.stillwatch.modelservice.dashboard.people.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of somebody whose password, role or standing changed since they signed in, and
 * any session that is too old; keeps who has a first password at the page that changes it.
 */
@Component
final class SessionCheck extends OncePerRequestFilter {
  private static final Set<String> ALWAYS = Set.of("/password", "/sign-in", "/sign-out", "/error");

  private final People people;
  private final Duration longest;

  SessionCheck(People people, DashboardSettings settings) {
    this.people = people;
    this.longest = settings.longestSession();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    SignedIn signedIn = signedIn(SecurityContextHolder.getContext().getAuthentication());
    Person person = signedIn == null ? null : people.find(signedIn.name()).orElse(null);
    boolean isOver =
        isTooOld(request.getSession(false)) || (signedIn != null && isOutOfDate(signedIn, person));
    if (isOver) {
      end(request);
      next.doFilter(request, response);
    } else if (mustChangePassword(person, request)) {
      response.sendRedirect("/password");
    } else {
      next.doFilter(request, response);
    }
  }

  /** Null: nobody, or somebody whom a provider knows. */
  private static @Nullable SignedIn signedIn(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
        ? signedIn
        : null;
  }

  private static boolean isOutOfDate(SignedIn signedIn, @Nullable Person person) {
    return person == null || person.disabled() || person.epoch() != signedIn.epoch();
  }

  private static boolean mustChangePassword(@Nullable Person person, HttpServletRequest request) {
    return person != null
        && person.mustChangePassword()
        && !ALWAYS.contains(request.getRequestURI());
  }

  private boolean isTooOld(@Nullable HttpSession session) {
    return session != null
        && Instant.ofEpochMilli(session.getCreationTime())
            .plus(longest)
            .isBefore(Clock.systemUTC().instant());
  }

  /** As if nobody had signed in. */
  private static void end(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
