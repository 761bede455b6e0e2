package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import io.stillwatch.standalone.commands.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** All sets beside the reference, with means over those sets that both have. */
final class Comparison {
  private final List<ComparedSet> sets;

  Comparison(List<ComparedSet> sets) {
    this.sets = sets;
  }

  JsonObject json() {
    JsonObject json = means();
    JsonObject bySet = new JsonObject();
    sets.forEach(set -> bySet.add(set.ours().name(), set.json()));
    json.add("sets", bySet);
    return json;
  }

  @Override
  public String toString() {
    Table table = new Table(ComparedSet.HEADER);
    sets.forEach(set -> table.row(set.cells()));
    Table means = new Table("MEAN OVER SETS", "");
    means().asMap().forEach((name, figure) -> means.row(name, four(figure.getAsDouble())));
    return table + "\n" + means;
  }

  private JsonObject means() {
    JsonObject json = new JsonObject();
    json.addProperty("all_sets", sets.size());
    json.addProperty("all_sets_auroc", mean(sets, SetResult::auroc));
    json.addProperty("all_sets_average_precision", mean(sets, SetResult::averagePrecision));
    List<ComparedSet> shared = sets.stream().filter(set -> set.theirs().isPresent()).toList();
    if (!shared.isEmpty()) {
      addShared(json, shared);
    }
    return json;
  }

  private static void addShared(JsonObject json, List<ComparedSet> shared) {
    json.addProperty("shared_sets", shared.size());
    json.addProperty("auroc", mean(shared, SetResult::auroc));
    difference(shared.stream().map(ComparedSet::auroc).toList()).addTo(json, "auroc");
    json.addProperty("average_precision", mean(shared, SetResult::averagePrecision));
    difference(shared.stream().map(ComparedSet::averagePrecision).toList())
        .addTo(json, "average_precision");
  }

  private static Difference difference(List<Optional<Difference>> sets) {
    return Difference.ofMeans(sets.stream().flatMap(Optional::stream).toList());
  }

  private static double mean(List<ComparedSet> sets, Function<SetResult, Sample> figure) {
    return sets.stream()
        .map(set -> figure.apply(set.ours()))
        .mapToDouble(Sample::mean)
        .average()
        .orElseThrow();
  }

  private static String four(double figure) {
    return String.format(Locale.ROOT, "%.4f", figure);
  }
}
