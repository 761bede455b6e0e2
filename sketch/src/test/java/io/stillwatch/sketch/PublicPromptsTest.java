package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often intents are found in public prompts, almost none of which ask for what a harvest does.
 * Their folder is the system property {@code stillwatch.data}, else {@code shared/data} above the
 * repository. Prints the rows of the table in docs/sketch.md.
 */
@Tag("reference-data")
final class PublicPromptsTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);

  @ParameterizedTest
  @CsvSource({
    "gsm8k_train, 0.99",
    "ifeval, 0.97",
    "mt_bench, 0.95",
    "prompt_injections, 0.75",
    "self_instruct_seed, 0.8",
    "t0_templated, 0.98"
  })
  void sketch_publicPrompts_seldomShowAnIntentAndAreEnglish(String file, double english)
      throws IOException {
    List<PromptSketch> sketches = new ArrayList<>();
    for (JsonObject line : lines(file)) {
      sketches.add(SKETCHER.sketch(Prompts.chat(text(line))));
    }
    int[] found = new int[5];
    int inEnglish = 0;
    Map<Integer, Integer> topics = new HashMap<>();
    for (PromptSketch sketch : sketches) {
      Intents intents = sketch.intents();
      found[0] += Math.min(1, intents.hiddenReasoning());
      found[1] += Math.min(1, intents.rubricJudging());
      found[2] += Math.min(1, intents.taskSynthesis());
      found[3] += Math.min(1, intents.agentic());
      found[4] += Math.min(1, intents.rewrite());
      inEnglish += sketch.language().equals("en") ? 1 : 0;
      topics.merge(sketch.topic(), 1, Integer::sum);
    }
    int all = sketches.size();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %d, %.1f |%n",
        file,
        all,
        100.0 * found[0] / all,
        100.0 * found[1] / all,
        100.0 * found[2] / all,
        100.0 * found[3] / all,
        100.0 * found[4] / all,
        100.0 * inEnglish / all,
        topics.size(),
        entropy(topics, all));
    for (int intent : found) {
      assertThat((double) intent / all).isLessThan(0.03);
    }
    assertThat((double) inEnglish / all).isGreaterThan(english);
  }

  /** Prompts of one template are about one kind of text; those of two mostly are not. */
  @Test
  void sketch_promptsOfOneTemplate_areNearerThanThoseOfTwo() throws IOException {
    List<String> templates = new ArrayList<>();
    List<PromptSketch> sketches = new ArrayList<>();
    for (JsonObject line : lines("t0_templated")) {
      templates.add(line.get("template").getAsString());
      sketches.add(SKETCHER.sketch(Prompts.chat(text(line))));
    }
    Pairs same = new Pairs();
    Pairs other = new Pairs();
    for (int i = 0; i < sketches.size(); i++) {
      for (int j = 0; j < i; j++) {
        (templates.get(i).equals(templates.get(j)) ? same : other)
            .add(sketches.get(i), sketches.get(j));
      }
    }
    same.print("one template");
    other.print("two templates");
    assertThat(same.cosines / same.count).isGreaterThan(2 * other.cosines / other.count);
    assertThat((double) same.topics / same.count).isGreaterThan(5.0 * other.topics / other.count);
  }

  private static final class Pairs {
    private int count;
    private int topics;
    private double cosines;

    void add(PromptSketch one, PromptSketch other) {
      count++;
      topics += one.topic() == other.topic() ? 1 : 0;
      cosines += Prompts.cosine(one.projection(), other.projection());
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "pairs of %s: %d, one topic %.3f, cosine %.3f%n",
          name,
          count,
          (double) topics / count,
          cosines / count);
    }
  }

  /** In bits. */
  private static double entropy(Map<Integer, Integer> counts, int all) {
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / all;
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  private static List<JsonObject> lines(String file) throws IOException {
    List<JsonObject> read = new ArrayList<>();
    Path path = folder().resolve(file + ".jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read.add(Vector.parse(line));
      }
    }
    return read;
  }

  private static String text(JsonObject line) {
    if (line.has("text")) {
      return line.get("text").getAsString();
    }
    List<String> turns = new ArrayList<>();
    for (JsonElement turn : line.getAsJsonArray("turns")) {
      turns.add(turn.getAsString());
    }
    return String.join("\n", turns);
  }

  private static Path folder() {
    String told = System.getProperty("stillwatch.data");
    if (told != null) {
      return Path.of(told).resolve("prompts");
    }
    Path above = Path.of("").toAbsolutePath();
    while (above != null && !Files.isDirectory(above.resolve("shared/data/prompts"))) {
      above = above.getParent();
    }
    assertThat(above).as("a folder shared/data above %s", Path.of("").toAbsolutePath()).isNotNull();
    return above.resolve("shared/data/prompts");
  }
}
