package io.stillwatch.evaluation.platform;

import io.stillwatch.rim.time.ServiceClock;
import java.nio.file.Path;

/**
 * How a platform is to run.
 *
 * @param data the folder that keeps everything; made if it is not there
 * @param verdictPort of the model service; 0: any free one
 * @param ingestPort of the feature service; 0: any free one
 * @param clock the system's, or that of the events
 */
public record PlatformOptions(
    Path data, int verdictPort, int ingestPort, ServiceClock.Source clock) {
  public PlatformOptions {
    checkPort("verdict port", verdictPort);
    checkPort("ingest port", ingestPort);
    if (verdictPort != 0 && verdictPort == ingestPort) {
      throw new IllegalArgumentException("both services on port " + verdictPort);
    }
  }

  /** On free ports, in the time of the events. */
  public static PlatformOptions inEventTime(Path data) {
    return new PlatformOptions(data, 0, 0, ServiceClock.Source.EVENTS);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the " + name + " is not within 0 to 65535: " + port);
    }
  }
}
