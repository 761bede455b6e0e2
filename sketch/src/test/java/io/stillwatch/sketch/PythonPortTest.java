package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.stillwatch.sketch.Prompt.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port in Python, which needs a python3 in PATH: without one these fail. */
@Tag("peer")
final class PythonPortTest {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final Path VECTORS = Path.of("src/test/resources/vectors/sketches.jsonl");
  private static final int RANDOM_PROMPTS = 400;

  @TempDir Path folder;

  @Test
  void check_vectors_findsNoDifference() throws Exception {
    assertThat(check(VECTORS)).isZero();
  }

  @Test
  void check_randomPromptsOfThisSketcher_findsNoDifference() throws Exception {
    long seed = 20_26;
    Random random = new Random(seed);
    RandomPrompts prompts = new RandomPrompts(random);
    List<String> lines =
        IntStream.range(0, RANDOM_PROMPTS)
            .mapToObj(
                i ->
                    new Vector(
                            "000102030405060708090a0b0c0d0e0f",
                            i % 4 == 0 ? "00112233445566778899aabbccddeeff" : null,
                            prompts.next())
                        .line())
            .map(PythonPortTest::ascii)
            .toList();
    assertThat(check(Files.write(folder.resolve("random.jsonl"), lines)))
        .as("seed %d", seed)
        .isZero();
  }

  @Test
  void check_everyFieldChanged_isNoticed() throws Exception {
    JsonObject line = VectorsTest.lines().get(0);
    for (String field : line.getAsJsonObject("sketch").keySet()) {
      JsonObject wrong = line.deepCopy();
      wrong.getAsJsonObject("sketch").addProperty(field, "something else");
      Path file = Files.writeString(folder.resolve("wrong.jsonl"), ascii(wrong));
      assertThat(check(file)).as(field).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("said"))).contains("line 1: " + field);
    }
  }

  /** Escapes all but ASCII, for UTF-8 has no lone surrogates. */
  private static String ascii(JsonObject line) {
    StringBuilder ascii = new StringBuilder();
    for (char unit : GSON.toJson(line).toCharArray()) {
      ascii.append(unit < 0x80 ? String.valueOf(unit) : String.format("\\u%04x", (int) unit));
    }
    return ascii.toString();
  }

  private int check(Path vectors) throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "-B", "python/stillwatch_sketch.py", "--check", vectors + "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(python.waitFor(5, TimeUnit.MINUTES)).as("python3 within five minutes").isTrue();
    System.out.print(Files.readString(folder.resolve("said")));
    return python.exitValue();
  }

  /** Prompts of many scripts, quotations, fences, lures of the lexicon and noise. */
  private record RandomPrompts(Random random) {
    private static final String[] ROLES = {"user", "user", "assistant", "system", "tool", "x"};
    private static final List<String> PIECES =
        Stream.concat(
                Stream.of("intents.tsv", "sentences.tsv")
                    .flatMap(Prompts::rows)
                    .map(row -> row.get(row.size() - 1).replace("\\n", "\n")),
                Stream.of(
                    "\"",
                    "```",
                    "\u201c",
                    "\u201d",
                    "\u201e",
                    "\u00ab",
                    "\u00bb",
                    "\u300c",
                    "\u300d",
                    "https://example.org/a?b=c ",
                    "http://",
                    "\n",
                    "\u00a0",
                    "\u200b",
                    "\uff21\uff42\uff43\uff11\uff01",
                    "\ud835\udc00\ud835\udc1b",
                    "e\u0301\u0323",
                    "\u0130stanbul",
                    " \u0130 ",
                    " \u0131 ",
                    "\u01c5",
                    "\ufb01n",
                    "\u0430pple",
                    "\u03bfne",
                    "\ud800",
                    "\udc00",
                    "\u0661\u0662",
                    "\ufdfa",
                    "\uff76\uff9e",
                    "\u1112\u1161\u11ab",
                    "\u0ba8\u0bbf",
                    "\ud83d\udc68\u200d\ud83d\udcbb",
                    "A",
                    "Alice ",
                    "x1 ",
                    "..."))
            .toList();

    Prompt next() {
      List<Message> messages = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        messages.add(new Message(ROLES[random.nextInt(ROLES.length)], text()));
      }
      return new Prompt(random.nextInt(3) == 0 ? null : text(), messages);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        switch (random.nextInt(8)) {
          case 0 -> text.append(Prompts.text(random, random.nextInt(20)));
          case 1 -> random.ints(random.nextInt(20), 0, 0x10000).forEach(c -> text.append((char) c));
          case 2 -> random.ints(random.nextInt(20), 0, 0x30000).forEach(text::appendCodePoint);
          default -> text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        text.append(random.nextBoolean() ? " " : "");
      }
      return text.toString();
    }
  }
}
