package io.stillwatch.rim;

import io.stillwatch.rim.errors.Refusals;
import io.stillwatch.rim.metrics.MetricsConfiguration;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.TokenConfiguration;
import io.stillwatch.rim.web.WebConfiguration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Wires what both services share. */
@AutoConfiguration
@EnableConfigurationProperties(RimSettings.class)
@Import({TokenConfiguration.class, WebConfiguration.class, MetricsConfiguration.class})
public class RimAutoConfiguration {
  @Bean
  ServiceClock serviceClock(RimSettings settings) {
    return new ServiceClock(settings.clock());
  }

  @Bean
  Refusals refusals() {
    return new Refusals();
  }

  @Bean(destroyMethod = "close")
  CallThreads callThreads(
      List<DirectMethods> direct, RimSettings settings, Environment environment) {
    OpenPorts.check(environment, settings.allowPlaintext());
    return new CallThreads(direct, settings.blockingThreads());
  }
}
