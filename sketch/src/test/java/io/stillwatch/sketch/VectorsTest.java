package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that ports are held against. Once released they are not edited, only added to. */
final class VectorsTest {
  static List<JsonObject> lines() {
    return Table.text("/vectors/sketches.jsonl").lines().map(Vector::parse).toList();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void sketch_vector_isMet(JsonObject line) {
    Vector vector = Vector.of(line);
    assertThat(Vector.json(vector.sketcher().sketch(vector.prompt())))
        .isEqualTo(Vector.parse(line.get("sketch").toString()));
    assertThat(vector.line().keySet()).isEqualTo(line.keySet());
  }

  @Test
  void vectors_together_coverEveryField() {
    List<JsonObject> sketches =
        lines().stream().map(line -> line.getAsJsonObject("sketch")).toList();
    for (String field : sketches.get(0).keySet()) {
      assertThat(sketches.stream().map(sketch -> sketch.get(field).toString()).distinct())
          .as(field)
          .hasSizeGreaterThan(1);
    }
    for (String intent : sketches.get(0).getAsJsonObject("intents").keySet()) {
      assertThat(sketches)
          .as(intent)
          .anyMatch(sketch -> sketch.getAsJsonObject("intents").get(intent).getAsInt() > 0);
    }
  }
}
