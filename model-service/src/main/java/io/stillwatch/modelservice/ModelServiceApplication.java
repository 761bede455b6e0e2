package io.stillwatch.modelservice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the model service; its settings are in model-service.yml. */
@SpringBootApplication
@EnableConfigurationProperties(ModelServiceSettings.class)
public class ModelServiceApplication {
  /** Returns at once: the service runs until the process is told to end. */
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", "model-service");
    SpringApplication.run(ModelServiceApplication.class, arguments);
  }
}
