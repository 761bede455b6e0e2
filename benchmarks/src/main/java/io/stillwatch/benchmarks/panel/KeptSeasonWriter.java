package io.stillwatch.benchmarks.panel;

import com.google.protobuf.CodedOutputStream;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.v1.AccountVector;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Plays a season and writes what {@link KeptSeason} reads. A folder that is there is whole. */
final class KeptSeasonWriter {
  static final String VECTORS = ".pb.gz";
  static final String TRUTH = "truth.csv";
  static final String HARVEST = "harvest.csv";
  static final String CALLS = "calls.csv";

  private static final String UNFINISHED = ".unfinished";

  private KeptSeasonWriter() {}

  static void write(SeasonPlan plan, long seed, Path folder, Consumer<String> progress)
      throws IOException {
    Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
    Files.createDirectories(unfinished);
    try {
      Play play = Casting.play(plan, seed);
      Fold fold =
          new Fold(
              plan.start(),
              (day, vectors) -> {
                write(vectors, unfinished.resolve(day + VECTORS));
                progress.accept(String.format(Locale.ROOT, "%s: %,d vectors", day, vectors.size()));
              });
      play.run(fold::add);
      fold.finish(plan.start().plusDays(plan.days() - 1L));
      writeTruth(play, fold, unfinished);
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
    Files.move(unfinished, folder);
  }

  private static void writeTruth(Play play, Fold fold, Path folder) throws IOException {
    lines(folder.resolve(TRUTH), Truth.HEADER, play.truth().stream().map(Truth::line));
    lines(folder.resolve(HARVEST), Harvest.HEADER, play.harvest().stream().map(Harvest::line));
    List<String> calls = new ArrayList<>();
    for (Map.Entry<LocalDate, Map<String, Long>> day : fold.calls().entrySet()) {
      day.getValue().forEach((id, count) -> calls.add(day.getKey() + "," + id + "," + count));
    }
    Files.write(folder.resolve(CALLS), calls);
  }

  private static void lines(Path file, String header, Stream<String> lines) throws IOException {
    Files.write(file, Stream.concat(Stream.of(header), lines).toList());
  }

  private static void write(List<AccountVector> vectors, Path file) {
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      for (AccountVector vector : vectors) {
        coded.writeByteArrayNoTag(vector.toByteArray());
      }
      coded.flush();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
