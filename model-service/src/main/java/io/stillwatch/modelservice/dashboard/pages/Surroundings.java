package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.modelservice.dashboard.people.SignedIn;
import io.stillwatch.modelservice.verdicts.Serving;
import io.stillwatch.rim.time.ServiceClock;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands on every page. */
@ControllerAdvice
final class Surroundings {
  private static final Set<String> THEMES = Set.of("light", "dark");

  private final Serving serving;
  private final ServiceClock clock;

  Surroundings(Serving serving, ServiceClock clock) {
    this.serving = serving;
    this.clock = clock;
  }

  /**
   * Who looks at the page.
   *
   * @param hasPassword false for somebody whom a provider knows
   */
  public record Me(String name, Role role, boolean hasPassword) {
    public boolean isAnalyst() {
      return role != Role.VIEWER;
    }

    public boolean isAdministrator() {
      return role == Role.ADMINISTRATOR;
    }
  }

  @ModelAttribute
  void add(HttpServletRequest request, @Nullable Authentication authentication, Model model) {
    model.addAttribute("f", new Words(clock.instant()));
    model.addAttribute("theme", theme(request));
    model.addAttribute("here", here(request));
    if (authentication != null && authentication.isAuthenticated()) {
      model.addAttribute("me", me(authentication));
      model.addAttribute("serving", serving.state());
    }
  }

  static Me me(Authentication authentication) {
    Role role =
        Arrays.stream(Role.values())
            .filter(
                known ->
                    authentication.getAuthorities().stream()
                        .anyMatch(had -> known.authority().equals(had.getAuthority())))
            .findFirst()
            .orElse(Role.VIEWER);
    return new Me(
        authentication.getName(), role, authentication.getPrincipal() instanceof SignedIn);
  }

  /** Light or dark where somebody chose; empty: as the system is. */
  private static String theme(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? ""
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals("theme"))
            .map(Cookie::getValue)
            .filter(THEMES::contains)
            .findFirst()
            .orElse("");
  }

  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
