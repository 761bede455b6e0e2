package io.stillwatch.standalone.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Channel;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ListTokensRequest;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.TokenServiceGrpc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch support}: what a stranger needs to help, in one file, without secrets. */
@Command(
    name = "support",
    mixinStandardHelpOptions = true,
    description = {
      "Write support-<time>.zip: versions, settings, health, metrics, models and token names, and"
          + " the end of a log; secrets and ids are hidden where they are recognised.",
      "What cannot be had is left out, and said. Look through the file before you send it."
    })
public final class SupportCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin Remote remote = new Remote();

  @Option(
      names = "--http",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "the model service's HTTP port (default: ${DEFAULT-VALUE})")
  String http = "";

  @Option(
      names = "--ingest-http",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "the feature service's HTTP port (default: ${DEFAULT-VALUE})")
  String ingestHttp = "";

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "take the end of this log too; may be repeated")
  List<Path> logs = List.of();

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "1000",
      description = "lines of each log (default: ${DEFAULT-VALUE})")
  int lines;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where to write (default: the working directory)")
  Path out = Path.of("");

  @Override
  public Integer call() {
    if (lines < 1) {
      throw new IllegalArgumentException("--lines is below 1: " + lines);
    }
    String token = remote.token.strip();
    Redaction redaction = new Redaction(token);
    SupportFile support = new SupportFile(redaction);
    Instant now = Clock.systemUTC().instant();
    support.add("about.txt", () -> about(now));
    addHttp(support, "model-service", new HttpPort(http, token));
    addHttp(support, "feature-service", new HttpPort(ingestHttp, token));
    support.add("models.json", () -> ask(SupportCommand::models));
    support.add("tokens.json", () -> ask(SupportCommand::tokens));
    for (int number = 0; number < logs.size(); number++) {
      Path log = logs.get(number);
      support.add("log-" + (number + 1) + ".txt", () -> end(log, redaction));
    }
    Path file = out.resolve("support-" + stamp(now) + ".zip");
    support.write(file);
    tell(file, support);
    return 0;
  }

  private static void addHttp(SupportFile support, String service, HttpPort port) {
    support.add(service + "/health.json", () -> port.get("/actuator/health"));
    support.add(service + "/info.json", () -> port.get("/actuator/info"));
    support.add(service + "/metrics.txt", () -> port.get("/actuator/prometheus"));
  }

  private String about(Instant now) {
    return Stream.of(
            "written " + now,
            String.join(" ", command.root().version()),
            "java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
            "os "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch"),
            "cores " + Runtime.getRuntime().availableProcessors(),
            "heap at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
            "variables that are set: " + variables())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Names only: values may be secrets. */
  private static String variables() {
    return System.getenv().keySet().stream()
        .filter(name -> name.matches("(STILLWATCH|SPRING|SERVER|MANAGEMENT|LOGGING|JAVA|JDK)_.*"))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private String ask(Function<Channel, Message> question) throws IOException {
    Message answer = remote.call(Remote.MODEL_SERVICE, question);
    return JsonFormat.printer().preservingProtoFieldNames().print(answer);
  }

  /** Without reasons: a person wrote them, of whatever. */
  private static Message models(Channel channel) {
    ListModelsResponse.Builder answer =
        ModelServiceGrpc.newBlockingStub(channel)
            .listModels(ListModelsRequest.getDefaultInstance())
            .toBuilder();
    answer.getPromotionsBuilderList().forEach(promotion -> promotion.clearReason());
    return answer.build();
  }

  private static Message tokens(Channel channel) {
    return TokenServiceGrpc.newBlockingStub(channel)
        .listTokens(ListTokensRequest.getDefaultInstance());
  }

  private String end(Path log, Redaction redaction) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    InputStreamReader text = new InputStreamReader(Files.newInputStream(log), UTF_8);
    try (BufferedReader all = new BufferedReader(text)) {
      all.lines()
          .forEach(
              line -> {
                last.add(line);
                if (last.size() > lines) {
                  last.remove();
                }
              });
    }
    return redaction
        .of(String.join("\n", last))
        .lines()
        .map(redaction::ofLog)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String stamp(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
  }

  private void tell(Path file, SupportFile support) {
    PrintWriter err = command.commandLine().getErr();
    support.missing().forEach((name, why) -> err.println("without " + name + ": " + why));
    err.flush();
    PrintWriter out = command.commandLine().getOut();
    out.println("wrote " + file.toAbsolutePath() + "; look through it before you send it");
    out.flush();
  }
}
