package io.stillwatch.modelservice.dashboard.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Shows the sign-in to whoever is not signed in (any more). A page that asked for a part of itself
 * is told to load anew, so that the sign-in does not appear inside it.
 */
final class SignInFirst extends LoginUrlAuthenticationEntryPoint {
  SignInFirst() {
    super("/sign-in");
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException, ServletException {
    if (request.getHeader("HX-Request") == null) {
      super.commence(request, response, cause);
    } else {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }
}
