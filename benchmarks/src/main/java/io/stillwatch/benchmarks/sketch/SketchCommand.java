package io.stillwatch.benchmarks.sketch;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.Contender;
import io.stillwatch.benchmarks.contest.Contest;
import io.stillwatch.benchmarks.contest.Timing;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.standalone.commands.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench sketch}: microseconds a prompt. */
@Command(
    name = "sketch",
    mixinStandardHelpOptions = true,
    description =
        "Time the sketch of a prompt of 1 KB and of 100 KB, with and without an alias under a"
            + " retiring key, beside SHA-256 of the same bytes.")
public final class SketchCommand extends Measurement {
  private static final String SHA = "sha256_";
  private static final String SKETCH = "sketch_";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the prompts (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "trials of each contender, of a millisecond or more (default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "MS",
      defaultValue = "1500",
      description = "milliseconds each contender runs before (default: ${DEFAULT-VALUE})")
  long warmUpMillis;

  private final PromptSketcher sketcher = new PromptSketcher(key("a key of the benchmark"));
  private final PromptSketcher rotating =
      new PromptSketcher(key("a key of the benchmark"), key("a key that is being retired"));

  private static SketchKey key(String secret) {
    return SketchKey.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Integer call() {
    List<Contender> contenders = new ArrayList<>();
    contenders.addAll(contenders("1kb", MadePrompts.latin(seed), 1_000, 256));
    contenders.addAll(contenders("100kb", MadePrompts.latin(seed), 100_000, 8));
    contenders.addAll(contenders("1kb_han", MadePrompts.han(seed), 1_000, 256));
    contenders.addAll(contenders("100kb_han", MadePrompts.han(seed), 100_000, 8));
    say("warming up");
    Map<String, Timing> timings = new Contest(contenders, warmUpMillis).run(rounds, round -> {});
    tell(timings);
    return 0;
  }

  private List<Contender> contenders(String name, MadePrompts made, int bytes, int count) {
    List<Prompt> prompts = IntStream.range(0, count).mapToObj(i -> made.next(bytes)).toList();
    List<byte[]> texts = prompts.stream().map(MadePrompts::bytes).toList();
    return List.of(
        contender(SKETCH + name, prompts, prompt -> sum(sketcher.sketch(prompt))),
        contender(SKETCH + name + "_alias", prompts, prompt -> sum(rotating.sketch(prompt))),
        contender(SHA + name, texts, SketchCommand::sha256));
  }

  private static <T> Contender contender(String name, List<T> pieces, ToDoubleFunction<T> work) {
    return new Contender(
        name,
        pieces.size(),
        1,
        (from, count) -> pieces.subList(from, from + count).stream().mapToDouble(work).sum());
  }

  private static double sum(PromptSketch sketch) {
    return sketch.frameKey() + sketch.userTokens();
  }

  private static double sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text)[0];
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private void tell(Map<String, Timing> timings) {
    Table table = new Table("WORK", "P10 µs", "MEDIAN µs");
    JsonObject json = new JsonObject();
    JsonObject medians = new JsonObject();
    timings.forEach(
        (name, timing) -> {
          table.row(name + "_us", micros(timing.p10()), micros(timing.median()));
          json.addProperty(name + "_us", timing.p10() / 1e3);
          medians.addProperty(name + "_us", timing.median() / 1e3);
        });
    json.add("medians", medians);
    json.addProperty("seed", seed);
    json.addProperty("rounds", rounds);
    tell(table, json);
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e3);
  }
}
