package io.stillwatch.modelservice.models;

import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.modelservice.ModelServiceSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the trusted keys once, when the service starts. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
  @Bean
  TrustedKeys trustedKeys(ModelServiceSettings settings) {
    return TrustedKeys.read(settings.trustedKeys());
  }
}
