package io.stillwatch.benchmarks.panel;

import com.google.protobuf.CodedInputStream;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.evaluation.CsvFile;
import io.stillwatch.evaluation.judgement.Activity;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.PopulationMix;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.v1.AccountVector;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The vectors of a season's days in a folder, and what is true of it. Made once; a season of
 * another plan, seed or feature catalogue lies in another folder.
 */
final class KeptSeason {
  private final SeasonPlan plan;
  private final long seed;
  private final Path folder;

  private KeptSeason(SeasonPlan plan, long seed, Path folder) {
    this.plan = plan;
    this.seed = seed;
    this.folder = folder;
  }

  /**
   * Plays and folds the season if the folder does not have it yet.
   *
   * @param work made if absent
   */
  static KeptSeason of(SeasonPlan plan, long seed, Path work, Consumer<String> progress) {
    String text = PlanText.of(plan) + VectorWire.schema().getFingerprint();
    String name = "%s-%s-seed-%d".formatted(plan.version(), PlanText.digest(text), seed);
    Path folder = work.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_"));
    KeptSeason season = new KeptSeason(plan, seed, folder);
    try {
      if (!Files.isDirectory(folder)) {
        progress.accept("seed " + seed + ": playing and folding " + plan.version());
        KeptSeasonWriter.write(plan, seed, folder, progress);
      }
      return season;
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot keep a season in " + folder + ": " + unwritable, unwritable);
    }
  }

  SeasonPlan plan() {
    return plan;
  }

  long seed() {
    return seed;
  }

  /** No other season in the folder is called so. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  List<LocalDate> days() {
    return plan.start().datesUntil(plan.start().plusDays(plan.days())).toList();
  }

  boolean isBaseline(LocalDate day) {
    return day.isBefore(plan.start().plusDays(plan.baselineDays()));
  }

  /** By account. */
  Map<String, Truth> truth() {
    return CsvFile.truth(folder.resolve(KeptSeasonWriter.TRUTH));
  }

  List<Harvest> harvest() {
    return CsvFile.harvest(folder.resolve(KeptSeasonWriter.HARVEST));
  }

  /** How common each honest persona is; empty: nobody is honest. */
  Map<String, Double> population() {
    return PopulationMix.of(plan).map(PopulationMix::parts).orElse(Map.of());
  }

  /** Everybody's calls. */
  Activity calls() {
    Activity calls = new Activity();
    for (String line : lines(KeptSeasonWriter.CALLS)) {
      String[] cells = line.split(",", -1);
      calls.add(cells[1], LocalDate.parse(cells[0]), Long.parseLong(cells[2]));
    }
    return calls;
  }

  DayOfVectors day(LocalDate day) {
    Path file = folder.resolve(day + KeptSeasonWriter.VECTORS);
    List<FeatureVector> vectors = new ArrayList<>();
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16)) {
      CodedInputStream coded = CodedInputStream.newInstance(in);
      coded.setSizeLimit(Integer.MAX_VALUE);
      while (!coded.isAtEnd()) {
        vectors.add(VectorWire.read(AccountVector.parseFrom(coded.readByteArray())));
        coded.resetSizeCounter();
      }
      return new DayOfVectors(day, vectors);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CommandFailed(
          "cannot read " + file + "; remove its folder to fold the season anew: " + unreadable,
          unreadable);
    }
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + folder.resolve(name), unreadable);
    }
  }
}
