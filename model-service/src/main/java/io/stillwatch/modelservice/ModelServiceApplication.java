package io.stillwatch.modelservice;

import io.stillwatch.modelservice.dashboard.DashboardSettings;
import io.stillwatch.modelservice.dashboard.people.FirstAdministrator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the model service; its settings are in model-service.yml. */
@SpringBootApplication
@EnableConfigurationProperties({ModelServiceSettings.class, DashboardSettings.class})
public class ModelServiceApplication {
  /** Returns at once: the service runs until the process is told to end. */
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", "model-service");
    SpringApplication.run(ModelServiceApplication.class, arguments)
        .getBean(FirstAdministrator.class)
        .takePassword()
        .ifPresent(ModelServiceApplication::show);
  }

  /** Once, and not through the log: logs are kept. */
  private static void show(String password) {
    System.out.printf(
        "The dashboard's first administrator is \"%s\", with the password %s%n"
            + "It is shown this once, and must be changed at the first sign-in.%n",
        FirstAdministrator.NAME, password);
  }
}
