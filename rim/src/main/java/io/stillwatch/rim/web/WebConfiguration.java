package io.stillwatch.rim.web;

import io.stillwatch.rim.tokens.BearerTokens;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what guards the HTTP port. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
  @Bean
  FilterRegistrationBean<MetricsGuard> metricsGuard(BearerTokens tokens) {
    FilterRegistrationBean<MetricsGuard> guard =
        new FilterRegistrationBean<>(new MetricsGuard(tokens));
    guard.addUrlPatterns("/actuator", "/actuator/*");
    return guard;
  }
}
