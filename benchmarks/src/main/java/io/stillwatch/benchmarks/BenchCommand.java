package io.stillwatch.benchmarks;

import io.stillwatch.benchmarks.adbench.AdBenchCommand;
import io.stillwatch.benchmarks.calibration.CalibrationCommand;
import io.stillwatch.benchmarks.calibration.VolumeCommand;
import io.stillwatch.benchmarks.crowding.CellsCommand;
import io.stillwatch.benchmarks.crowding.CrowdingCommand;
import io.stillwatch.benchmarks.forest.ForestCommand;
import io.stillwatch.benchmarks.forest.ScaleCommand;
import io.stillwatch.benchmarks.forest.StabilityCommand;
import io.stillwatch.benchmarks.ingest.IngestCommand;
import io.stillwatch.benchmarks.leaks.LeaksCommand;
import io.stillwatch.benchmarks.networks.NetworksCommand;
import io.stillwatch.benchmarks.panel.AblationCommand;
import io.stillwatch.benchmarks.panel.ConfidenceCommand;
import io.stillwatch.benchmarks.panel.CurvesCommand;
import io.stillwatch.benchmarks.panel.NightsCommand;
import io.stillwatch.benchmarks.panel.PanelCommand;
import io.stillwatch.benchmarks.servegen.ServeGenCommand;
import io.stillwatch.benchmarks.sketch.SketchCommand;
import io.stillwatch.benchmarks.states.StatesCommand;
import io.stillwatch.benchmarks.vectors.VectorsCommand;
import picocli.CommandLine.Command;

/** {@code stillwatch bench}: measurements, each with its baseline in the same run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure, each thing beside its baseline in the same run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ForestCommand.class,
      StabilityCommand.class,
      ScaleCommand.class,
      CrowdingCommand.class,
      CellsCommand.class,
      AdBenchCommand.class,
      CalibrationCommand.class,
      VolumeCommand.class,
      IngestCommand.class,
      LeaksCommand.class,
      PanelCommand.class,
      AblationCommand.class,
      CurvesCommand.class,
      ConfidenceCommand.class,
      NightsCommand.class,
      SketchCommand.class,
      StatesCommand.class,
      NetworksCommand.class,
      ServeGenCommand.class,
      VectorsCommand.class,
      JmhCommand.class
    })
final class BenchCommand {}
