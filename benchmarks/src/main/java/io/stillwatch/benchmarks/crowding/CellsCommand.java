package io.stillwatch.benchmarks.crowding;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.HeapUse;
import io.stillwatch.benchmarks.crowding.Scenario.Change;
import io.stillwatch.detector.crowding.CrowdedCell;
import io.stillwatch.detector.crowding.CrowdedCells;
import io.stillwatch.detector.crowding.Crowding;
import io.stillwatch.detector.crowding.CrowdingSettings;
import io.stillwatch.standalone.commands.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench cells}: a whole night's crowding, and the cell of a large campaign. */
@Command(
    name = "cells",
    mixinStandardHelpOptions = true,
    description =
        "Ask a night of many accounts for crowding and gather the crowded cells: seconds, heap, and"
            + " how much of a planted campaign the largest cell holds.")
public final class CellsCommand extends Measurement {
  private static final double LEAST_SCORE = 5;
  private static final int LEAST_MEMBERS = 10;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "honest accounts (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "20000",
      description = "accounts of the campaign (default: ${DEFAULT-VALUE})")
  int members;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "threads (default: ${DEFAULT-VALUE})")
  int threads;

  @Override
  public Integer call() {
    if (accounts < 1000 || members < LEAST_MEMBERS) {
      throw new IllegalArgumentException(
          accounts + " accounts and " + members + " members; at least 1000 and 10 are needed");
    }
    Scenario scenario =
        new Scenario("cells", 60, true, members, List.of(0, 1, 2, 3), 6, Change.NOTHING);
    say("making two nights of " + accounts + " accounts");
    Nights nights = new World(scenario, 1).nights(accounts);
    JsonObject json = new JsonObject();
    json.addProperty("rows_mib", HeapUse.usedMib());
    HeapUse.forgetPeaks();
    long start = System.nanoTime();
    Crowding crowding =
        Crowding.of(
            nights.baseline(),
            nights.tonight(),
            Played.groups(60),
            CrowdingSettings.of(1).withThreads(threads),
            (done, of) -> say("forest " + done + " of " + of));
    long crowded = System.nanoTime();
    List<CrowdedCell> cells = CrowdedCells.of(crowding, LEAST_SCORE, LEAST_MEMBERS);
    json.addProperty("crowding_seconds", (crowded - start) / 1e9);
    json.addProperty("cells_seconds", (System.nanoTime() - crowded) / 1e9);
    json.addProperty("peak_mib", HeapUse.peakMib());
    addCells(json, cells, nights);
    json.addProperty("accounts", accounts);
    json.addProperty("members", members);
    tell(table(json), json);
    return 0;
  }

  private void addCells(JsonObject json, List<CrowdedCell> cells, Nights nights) {
    json.addProperty("cells", cells.size());
    int size = cells.isEmpty() ? 0 : cells.get(0).members().length;
    long theirs =
        cells.isEmpty()
            ? 0
            : Arrays.stream(cells.get(0).members()).filter(nights.campaign()::get).count();
    json.addProperty("largest_cell", size);
    json.addProperty("largest_cell_purity", size == 0 ? 0 : (double) theirs / size);
    json.addProperty("largest_cell_completeness", (double) theirs / members);
  }

  private static Table table(JsonObject json) {
    Table table = new Table("FIGURE", "");
    json.entrySet()
        .forEach(
            entry ->
                table.row(
                    entry.getKey(),
                    String.format(Locale.ROOT, "%,.2f", entry.getValue().getAsDouble())));
    return table;
  }
}
