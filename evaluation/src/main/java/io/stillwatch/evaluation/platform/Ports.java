package io.stillwatch.evaluation.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;

/**
 * Where a platform listens, on loopback. 0 stands for any free port.
 *
 * @param verdicts gRPC of the model service
 * @param ingest gRPC of the feature service
 * @param dashboard HTTP of the model service: dashboard, metrics, probes
 * @param ingestMetrics HTTP of the feature service: metrics, probes
 */
public record Ports(int verdicts, int ingest, int dashboard, int ingestMetrics) {
  /** Any free ones. */
  public static final Ports FREE = new Ports(0, 0, 0, 0);

  public Ports {
    checkPort("verdict port", verdicts);
    checkPort("ingest port", ingest);
    checkPort("dashboard port", dashboard);
    checkPort("metrics port", ingestMetrics);
    int[] named = {verdicts, ingest, dashboard, ingestMetrics};
    for (int port : named) {
      if (port != 0 && Arrays.stream(named).filter(other -> other == port).count() > 1) {
        throw new IllegalArgumentException("two servers on port " + port);
      }
    }
  }

  /**
   * Throws IllegalArgumentException for a port that another program has: said before anything is
   * started, and in one line.
   */
  void refuseTaken() {
    for (int port : new int[] {verdicts, ingest, dashboard, ingestMetrics}) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException taken) {
        throw new IllegalArgumentException(
            "port " + port + " is in use: choose others with --http-port and --grpc-port", taken);
      }
    }
  }

  /** The port after a given one; any free one after any free one. */
  public static int after(int port) {
    return port == 0 ? 0 : port + 1;
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the " + name + " is not within 0 to 65535: " + port);
    }
  }
}
