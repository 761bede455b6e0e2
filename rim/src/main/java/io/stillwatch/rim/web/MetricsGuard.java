package io.stillwatch.rim.web;

import io.stillwatch.rim.tokens.BearerTokens;
import io.stillwatch.rim.tokens.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those read {@code /actuator} who show a bearer token with the scope read. Whether the
 * service lives is told to anybody, in a word: probes carry no token.
 */
final class MetricsGuard extends OncePerRequestFilter {
  private static final Set<String> OPEN =
      Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

  private final BearerTokens tokens;

  MetricsGuard(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    if (OPEN.contains(request.getRequestURI())
        || tokens.allow(request.getHeader(HttpHeaders.AUTHORIZATION), Scope.READ)) {
      next.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }
}
