package io.stillwatch.rim;

import io.stillwatch.rim.errors.Refusals;
import io.stillwatch.rim.metrics.MetricsConfiguration;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.TokenConfiguration;
import io.stillwatch.rim.web.WebConfiguration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

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
      List<DirectMethods> direct,
      RimSettings settings,
      @Value("${spring.grpc.server.address:0.0.0.0}") String address,
      @Value("#{${spring.grpc.server.ssl.enabled:true} ? '${spring.grpc.server.ssl.bundle:}' : ''}")
          String sslBundle,
      @Value("${server.address:0.0.0.0}") String webAddress,
      @Value("#{${server.ssl.enabled:true} ? '${server.ssl.bundle:}' : ''}") String webSslBundle,
      @Value("${management.server.port:}") String managementPort) {
    refuseManagementPort(managementPort);
    PlaintextGuard.check("spring.grpc.server", address, sslBundle, settings.allowPlaintext());
    PlaintextGuard.check("server", webAddress, webSslBundle, settings.allowPlaintext());
    return new CallThreads(direct, settings.blockingThreads());
  }

  /** The guards stand at the service's own port. */
  private static void refuseManagementPort(String port) {
    if (!port.isBlank()) {
      throw new IllegalStateException(
          "management.server.port is "
              + port
              + ": metrics and probes stay at server.port, where"
              + " tokens are asked for");
    }
  }
}
