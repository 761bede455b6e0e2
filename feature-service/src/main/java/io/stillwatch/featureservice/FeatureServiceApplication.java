package io.stillwatch.featureservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the feature service; its settings are in feature-service.yml. */
@SpringBootApplication
@EnableConfigurationProperties(FeatureServiceSettings.class)
public class FeatureServiceApplication {
  /** Blocks nothing: the service runs until its context is closed or the process is told to end. */
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", "feature-service");
    SpringApplication.run(FeatureServiceApplication.class, arguments);
  }
}
