package io.stillwatch.standalone.platform;

import io.stillwatch.evaluation.platform.Ports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a platform listens. */
final class PortOptions {
  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "of the dashboard, metrics and probes (default: 8080; 0: any free one)")
  @Nullable Integer http;

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      description = "of verdicts, networks and models (default: 9090; 0: any free one)")
  @Nullable Integer grpc;

  @Option(
      names = "--ingest-port",
      paramLabel = "PORT",
      description = "of usage events and vectors (default: the one after --grpc-port)")
  @Nullable Integer ingest;

  @Option(
      names = "--ingest-http-port",
      paramLabel = "PORT",
      description = "of the intake's metrics and probes (default: the one after --http-port)")
  @Nullable Integer ingestHttp;

  /** Those that were named, and the usual ones for the rest. */
  Ports orUsual() {
    return ports(8080, 9090);
  }

  /** Those that were named, and any free ones for the rest. */
  Ports orFree() {
    return ports(0, 0);
  }

  private Ports ports(int usualHttp, int usualGrpc) {
    int dashboard = http == null ? usualHttp : http;
    int verdicts = grpc == null ? usualGrpc : grpc;
    return new Ports(
        verdicts,
        ingest == null ? Ports.after(verdicts) : ingest,
        dashboard,
        ingestHttp == null ? Ports.after(dashboard) : ingestHttp);
  }
}
