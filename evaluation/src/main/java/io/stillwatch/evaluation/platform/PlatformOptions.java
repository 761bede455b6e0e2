package io.stillwatch.evaluation.platform;

import io.stillwatch.rim.time.ServiceClock;
import java.nio.file.Path;
import java.util.List;

/**
 * How a platform is to run.
 *
 * @param data the folder that keeps everything; made if it is not there
 * @param clock the system's, or that of the events
 * @param jsonLogs whether the log is JSON, one object a line, and says what goes well too
 * @param settings further ones of the services, such as {@code stillwatch.features.live-pace=1m}
 */
public record PlatformOptions(
    Path data, Ports ports, ServiceClock.Source clock, boolean jsonLogs, List<String> settings) {
  /**
   * For a file that is played as fast as it goes: larger batches, and no vector is made for a
   * verdict that nobody asks for before the night. The log is kept as long as a crash needs it, and
   * every closed day, for the baseline stays the baseline however long the season is.
   */
  private static final List<String> HURRIED =
      List.of(
          "stillwatch.features.stream-window=8192",
          // So many events of the largest size.
          "stillwatch.features.queue-bytes=536870912",
          "stillwatch.features.live-pace=1h",
          "stillwatch.features.checkpoint-every=30s",
          "stillwatch.features.log-days=2",
          "stillwatch.features.days-kept=1000");

  public PlatformOptions {
    settings = List.copyOf(settings);
  }

  public PlatformOptions(Path data, Ports ports, ServiceClock.Source clock, boolean jsonLogs) {
    this(data, ports, clock, jsonLogs, List.of());
  }

  /** With a log for people, of what goes wrong. */
  public PlatformOptions(Path data, Ports ports, ServiceClock.Source clock) {
    this(data, ports, clock, false);
  }

  /** On free ports, in the time of events that are played from a file. */
  public static PlatformOptions forAFile(Path data) {
    return new PlatformOptions(data, Ports.FREE, ServiceClock.Source.EVENTS, false, HURRIED);
  }

  /** On free ports, in the time of the events. */
  public static PlatformOptions inEventTime(Path data) {
    return new PlatformOptions(data, Ports.FREE, ServiceClock.Source.EVENTS);
  }
}
