package io.stillwatch.standalone;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.evaluation.EvaluateCommand;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.files.SimulateCommand;
import io.stillwatch.standalone.files.SketchCommand;
import io.stillwatch.standalone.forest.ForestCommand;
import io.stillwatch.standalone.platform.DemoCommand;
import io.stillwatch.standalone.platform.UpCommand;
import io.stillwatch.standalone.remote.AccountsCommand;
import io.stillwatch.standalone.remote.ModelsCommand;
import io.stillwatch.standalone.remote.NetworksCommand;
import io.stillwatch.standalone.remote.ReplayCommand;
import io.stillwatch.standalone.remote.ReprocessCommand;
import io.stillwatch.standalone.remote.SupportCommand;
import io.stillwatch.standalone.remote.TokensCommand;
import io.stillwatch.trainer.NightFailed;
import io.stillwatch.trainer.TrainerMain;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command. Exit 0: done; 1: a check failed or a service refused; 2: bad usage. */
@Command(
    name = "stillwatch",
    mixinStandardHelpOptions = true,
    versionProvider = Stillwatch.Version.class,
    description = "Finds networks of accounts that distil a model through its API.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "./stillwatch bench measures it all beside baselines; from a checkout only."},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      EvaluateCommand.class,
      SimulateCommand.class,
      SketchCommand.class,
      ReplayCommand.class,
      ReprocessCommand.class,
      ForestCommand.class,
      AccountsCommand.class,
      NetworksCommand.class,
      ModelsCommand.class,
      TokensCommand.class,
      SupportCommand.class
    })
public final class Stillwatch {
  private Stillwatch() {}

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Stillwatch())
        .addSubcommand("train", new TrainerMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Stillwatch::explain);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The version that the jar's manifest states. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Stillwatch.class.getPackage().getImplementationVersion();
      return new String[] {"stillwatch " + (version == null ? "of this checkout" : version)};
    }
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult unused)
      throws Exception {
    PrintWriter err = command.getErr();
    if (failure instanceof CommandFailed || failure instanceof NightFailed) {
      err.println("stillwatch: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (failure instanceof StatusRuntimeException refused) {
      err.println("stillwatch: " + refusal(refused.getStatus()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (failure instanceof IllegalArgumentException) {
      err.println("stillwatch: " + failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw failure;
  }

  private static String refusal(Status status) {
    String description = status.getDescription() == null ? "" : ": " + status.getDescription();
    String text = status.getCode() + description;
    return switch (status.getCode()) {
      case UNAUTHENTICATED -> text + " (give --token, or set STILLWATCH_TOKEN)";
      case UNAVAILABLE -> text + " (does the service run there? see --to)";
      default -> text;
    };
  }
}
