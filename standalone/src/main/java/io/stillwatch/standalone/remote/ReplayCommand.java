package io.stillwatch.standalone.remote;

import com.google.gson.JsonObject;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.ResultOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch replay}: reports a file of events to a feature service. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Report a file of events to a feature service, each exactly once: what the service has of the"
          + " file already is passed over, and an interrupted stream is taken up again.",
      "The file has one Report as ProtoJSON a line, or delimited messages if its name ends in .pb"
          + " or .pb.gz."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin Remote remote = new Remote();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      required = true,
      description = "the events; packed if its name ends in .gz")
  Path events = Path.of("");

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "at most so many events a second (default: as fast as they are taken)")
  @Nullable Double rate;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "the reporter's name (default: named by the file's contents)")
  @Nullable String source;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      defaultValue = "1",
      description = "the numbering's epoch; a higher one reports the file anew (default: 1)")
  long epoch;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "how long to try again while nothing is acknowledged (default: ${DEFAULT-VALUE})")
  int patienceSeconds;

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() {
    if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--rate is not above 0: " + rate);
    }
    if (patienceSeconds < 0 || epoch < 0) {
      throw new IllegalArgumentException(
          "--patience or --epoch is below 0: " + patienceSeconds + ", " + epoch);
    }
    String name = source == null ? "replay-" + fingerprint(events) : source;
    Replay.Figures figures =
        remote.stream(
            Remote.FEATURE_SERVICE,
            channel ->
                new Replay(
                        channel,
                        events,
                        name,
                        epoch,
                        Duration.ofSeconds(patienceSeconds),
                        new Pace(rate),
                        new Progress(spec.commandLine().getErr()))
                    .run());
    tell(figures, name);
    return 0;
  }

  private void tell(Replay.Figures figures, String name) {
    double perSecond = figures.sent() / Math.max(1e-3, figures.seconds());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "acknowledged %,d events of %s, %,d of them now, in %.1f s: %,.0f events/s%n",
            figures.events(),
            events.getFileName(),
            figures.sent(),
            figures.seconds(),
            perSecond);
    JsonObject json = new JsonObject();
    json.addProperty("source", name);
    json.addProperty("events", figures.events());
    json.addProperty("events_sent", figures.sent());
    json.addProperty("seconds", figures.seconds());
    json.addProperty("events_per_second", perSecond);
    result.write(json);
  }

  /** The first 8 bytes of the contents' SHA-256, so that the same file resumes where it was. */
  private static String fingerprint(Path file) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a Java without SHA-256", impossible);
    }
  }
}
