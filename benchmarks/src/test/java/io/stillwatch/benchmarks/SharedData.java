package io.stillwatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data for tests of the tag {@code reference-data}. */
public final class SharedData {
  private SharedData() {}

  /** The system property {@code stillwatch.data}, else {@code shared/data} above this module. */
  public static Path folder() {
    String told = System.getProperty("stillwatch.data", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    Path above = Path.of("").toAbsolutePath();
    while (above != null && !Files.isDirectory(above.resolve("shared/data/servegen"))) {
      above = above.getParent();
    }
    assertThat(above).as("a folder shared/data above %s", Path.of("").toAbsolutePath()).isNotNull();
    return above.resolve("shared/data");
  }
}
