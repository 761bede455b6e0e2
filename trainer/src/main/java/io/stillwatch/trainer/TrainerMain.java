package io.stillwatch.trainer;

import io.grpc.ManagedChannel;
import io.stillwatch.detector.bundle.SigningKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One training night, or one hour's search for networks, as a program. Exit 0: a model was
 * activated, or the hour had nothing to do; 1: none was; 2: bad usage.
 */
@Command(
    name = "trainer",
    mixinStandardHelpOptions = true,
    description =
        "Learns from the closed days of a feature service and hands the model to a model service.",
    footer = {"", "A secret can be read from a file: --features-token @FILE."})
public final class TrainerMain implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--features",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "the feature service (default: ${DEFAULT-VALUE})")
  String features = "";

  @Option(
      names = "--models",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9090",
      description = "the model service (default: ${DEFAULT-VALUE})")
  String models = "";

  @Option(
      names = "--features-token",
      paramLabel = "SECRET",
      defaultValue = "${env:STILLWATCH_FEATURES_TOKEN:-}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "token with the scopes read and publish (default: $STILLWATCH_FEATURES_TOKEN)")
  String featuresToken = "";

  @Option(
      names = "--models-token",
      paramLabel = "SECRET",
      defaultValue = "${env:STILLWATCH_MODELS_TOKEN:-}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "token with the scopes read, publish and admin (default: $STILLWATCH_MODELS_TOKEN)")
  String modelsToken = "";

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description =
          "certificates to trust; without it loopback is spoken to in plain, anything else over"
              + " TLS with the authorities that Java trusts")
  @Nullable Path authority;

  @Option(
      names = "--allow-plaintext",
      description =
          "without --ca, speak in plain to other machines too, because a proxy on the way has TLS")
  boolean allowPlaintext;

  @Option(
      names = "--signing-key",
      paramLabel = "PEM",
      required = true,
      description = "Ed25519 key that signs the model; made, with FILE.pub beside it, if absent")
  Path signingKey = Path.of("");

  @Option(
      names = "--baseline-until",
      paramLabel = "TIME",
      description =
          "the baseline are the closed days that end by this time, such as 2026-01-12T00:00:00Z"
              + " (default: the older half of the closed days)")
  @Nullable Instant baselineUntil;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of everything random (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--hourly",
      description =
          "between two nights: look for networks among the accounts of now and leave the rest of"
              + " the model as it is; ends early where nothing has spread")
  boolean hourly;

  /** The command with this program's own handling of errors. */
  static CommandLine commandLine() {
    return new CommandLine(new TrainerMain()).setExecutionExceptionHandler(TrainerMain::explain);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  @Override
  public Integer call() {
    if (hourly && baselineUntil != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--baseline-until is the night's: --hourly has its baseline");
    }
    SigningKey key = usable(() -> SigningKey.readOrCreate(signingKey));
    ManagedChannel featureService = channel(features, featuresToken);
    ManagedChannel modelService = channel(models, modelsToken);
    try {
      Instant now = Clock.systemUTC().instant();
      if (hourly) {
        return tell(new Hour(featureService, modelService, key).run(now));
      }
      Night night = new Night(featureService, modelService, key);
      return tell(night.run(new NightPlan(baselineUntil, seed), now));
    } finally {
      featureService.shutdownNow();
      modelService.shutdownNow();
    }
  }

  private int tell(NightOutcome outcome) {
    spec.commandLine().getOut().println(outcome.text());
    return outcome instanceof NightOutcome.Activated ? 0 : 1;
  }

  private int tell(HourOutcome outcome) {
    spec.commandLine().getOut().println(outcome.text());
    return outcome instanceof HourOutcome.HeldBack ? 1 : 0;
  }

  private ManagedChannel channel(String address, String token) {
    boolean inPlain = allowPlaintext && authority == null;
    return usable(
        () ->
            inPlain
                ? ServiceChannel.openInPlain(address, token)
                : ServiceChannel.open(address, token, authority));
  }

  /** What the command line names and cannot be used is bad usage. */
  private <T> T usable(Supplier<T> named) {
    try {
      return named.get();
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult unused)
      throws Exception {
    if (failure instanceof NightFailed) {
      command.getErr().println("trainer: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
