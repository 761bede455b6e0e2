package io.stillwatch.rim.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the metrics of both services have in common. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
  @Bean
  MeterFilter serviceTag(@Value("${spring.application.name}") String service) {
    return MeterFilter.commonTags(Tags.of("service", service));
  }

  @Bean
  MeterBinder buildMeter(ObjectProvider<BuildProperties> build) {
    BuildProperties known = build.getIfAvailable();
    String version = known == null ? "unknown" : String.valueOf(known.getVersion());
    return registry ->
        Gauge.builder("stillwatch.build.info", () -> 1)
            .description("Always 1; the label says which version runs")
            .tag("version", version)
            .register(registry);
  }

  @Bean
  ShownSettings shownSettings(ApplicationContext context) {
    return new ShownSettings(context);
  }
}
