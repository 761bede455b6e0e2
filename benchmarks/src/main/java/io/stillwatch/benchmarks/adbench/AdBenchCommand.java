package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench adbench}: our forest's accuracy on labelled sets. */
@Command(
    name = "adbench",
    mixinStandardHelpOptions = true,
    description =
        "Fit and score every NAME.csv.gz (header f0,…,fN,label) of a folder, and hold AUROC and"
            + " average precision against reference_isolation_forest.json of that folder.")
public final class AdBenchCommand extends Measurement {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "folder of the sets")
  Path data = Path.of("");

  @Option(
      names = "--trees",
      paramLabel = "N",
      defaultValue = "100",
      description = "trees of a forest, as the reference has (default: ${DEFAULT-VALUE})")
  int trees;

  @Option(
      names = "--sample-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "rows a tree is grown on (default: ${DEFAULT-VALUE})")
  int sampleSize;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "forests for each set, of the seeds 1 to N (default: ${DEFAULT-VALUE})")
  int seeds;

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new IllegalArgumentException(seeds + " seeds; at least one is needed");
    }
    try {
      Comparison comparison = new Comparison(compared(Reference.in(data)));
      tell(comparison, json(comparison));
      return 0;
    } catch (UncheckedIOException unreadable) {
      throw new CommandFailed(unreadable.getMessage() + ": " + unreadable.getCause(), unreadable);
    }
  }

  private List<ComparedSet> compared(Reference reference) {
    List<Path> files = LabelledSet.files(data);
    if (files.isEmpty()) {
      throw new CommandFailed("there is no set NAME.csv.gz in " + data);
    }
    List<ComparedSet> sets = new ArrayList<>();
    for (Path file : files) {
      SetResult ours = SetResult.of(LabelledSet.read(file), trees, sampleSize, seeds);
      sets.add(new ComparedSet(ours, Optional.ofNullable(reference.figures().get(ours.name()))));
      say(String.format(Locale.ROOT, "%s: AUROC %.4f", ours.name(), ours.auroc().mean()));
    }
    return sets;
  }

  private JsonObject json(Comparison comparison) {
    JsonObject json = new JsonObject();
    json.addProperty("trees", trees);
    json.addProperty("sample_size", sampleSize);
    json.addProperty("seeds", seeds);
    comparison.json().asMap().forEach(json::add);
    return json;
  }
}
