package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @Test
  void write_textWithSigns_keepsThemReadable(@TempDir Path folder) throws Exception {
    JsonObject result = ResultFile.begin(Instant.EPOCH, List.of("evaluate", "--seed=1"));
    result.addProperty("night", "1 < 2 & 'so on'");
    Path file = folder.resolve("result.json");
    ResultFile.of(result).write(file);
    assertThat(Files.readString(file))
        .contains("\"evaluate --seed=1\"")
        .contains("\"1 < 2 & 'so on'\"")
        .endsWith("}\n");
  }

  @Test
  void write_undefinedFigure_isNullAndNotLeftOut(@TempDir Path folder) throws Exception {
    JsonObject result = new JsonObject();
    result.add("recall", JsonNull.INSTANCE);
    Path file = folder.resolve("result.json");
    ResultFile.of(result).write(file);
    assertThat(Files.readString(file)).contains("\"recall\": null");
  }
}
