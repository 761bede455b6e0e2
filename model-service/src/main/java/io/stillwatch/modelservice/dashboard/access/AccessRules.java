package io.stillwatch.modelservice.dashboard.access;

import static io.stillwatch.modelservice.dashboard.people.Role.ADMINISTRATOR;
import static io.stillwatch.modelservice.dashboard.people.Role.ANALYST;
import static io.stillwatch.modelservice.dashboard.people.Role.VIEWER;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which role sees which page. What is named nowhere needs a signed-in viewer. */
@Configuration(proxyBeanMethods = false)
class AccessRules {
  /** No script, style or frame but our own files: nothing inline, nothing from elsewhere. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  static RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(ADMINISTRATOR.name())
        .implies(ANALYST.name())
        .role(ANALYST.name())
        .implies(VIEWER.name())
        .build();
  }

  /** Within the chain below, where it is known who asks, and nowhere else. */
  @Bean
  FilterRegistrationBean<SessionCheck> sessionCheckRegistration(SessionCheck check) {
    FilterRegistrationBean<SessionCheck> registration = new FilterRegistrationBean<>(check);
    registration.setEnabled(false);
    return registration;
  }

  /** No chain writes headers for an address that is refused before any of them. */
  @Bean
  static RequestRejectedHandler refusedAddresses() {
    return (request, response, cause) -> {
      response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      response.setHeader("Cache-Control", "no-store");
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    };
  }

  /** Probes and metrics: guarded by tokens, not by sessions. */
  @Bean
  @Order(1)
  SecurityFilterChain machineAccess(HttpSecurity http) {
    return http.securityMatcher("/actuator", "/actuator/**")
        .authorizeHttpRequests(any -> any.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /** Files that are the same for everybody, and may be kept by a browser. */
  @Bean
  @Order(2)
  SecurityFilterChain assetAccess(HttpSecurity http) {
    return http.securityMatcher("/assets/**", "/webjars/**")
        .authorizeHttpRequests(any -> any.anyRequest().permitAll())
        .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers -> {
              restrict(headers);
              headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
            })
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain personAccess(
      HttpSecurity http,
      SessionCheck sessionCheck,
      Departure departure,
      OpenIdPeople openIdPeople,
      ObjectProvider<ClientRegistrationRepository> providers) {
    http.authorizeHttpRequests(
            pages ->
                pages
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/sign-in", "/error")
                    .permitAll()
                    .requestMatchers("/people/**", "/people", "/tokens/**", "/tokens", "/audit")
                    .hasRole(ADMINISTRATOR.name())
                    .requestMatchers(HttpMethod.POST, "/models/**")
                    .hasRole(ADMINISTRATOR.name())
                    .requestMatchers(HttpMethod.POST, "/network/**")
                    .hasRole(ANALYST.name())
                    .anyRequest()
                    .hasRole(VIEWER.name()))
        .formLogin(form -> form.loginPage("/sign-in").failureUrl("/sign-in?refused").permitAll())
        .logout(
            out ->
                out.logoutUrl("/sign-out")
                    .addLogoutHandler(departure)
                    .logoutSuccessUrl("/sign-in?out"))
        .exceptionHandling(refused -> refused.authenticationEntryPoint(new SignInFirst()))
        .headers(AccessRules::restrict)
        .addFilterBefore(sessionCheck, AuthorizationFilter.class);
    if (providers.getIfAvailable() != null) {
      http.oauth2Login(
          provider ->
              provider
                  .loginPage("/sign-in")
                  .failureUrl("/sign-in?refused")
                  .userInfoEndpoint(info -> info.oidcUserService(openIdPeople)));
    }
    return http.build();
  }

  private static void restrict(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), microphone=(), geolocation=()"));
  }
}
