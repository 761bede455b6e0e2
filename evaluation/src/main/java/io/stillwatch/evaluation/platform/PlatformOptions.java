package io.stillwatch.evaluation.platform;

import io.stillwatch.rim.time.ServiceClock;
import java.nio.file.Path;

/**
 * How a platform is to run.
 *
 * @param data the folder that keeps everything; made if it is not there
 * @param clock the system's, or that of the events
 * @param jsonLogs whether the log is JSON, one object a line, and says what goes well too
 */
public record PlatformOptions(Path data, Ports ports, ServiceClock.Source clock, boolean jsonLogs) {
  /** With a log for people, of what goes wrong. */
  public PlatformOptions(Path data, Ports ports, ServiceClock.Source clock) {
    this(data, ports, clock, false);
  }

  /** On free ports, in the time of the events. */
  public static PlatformOptions inEventTime(Path data) {
    return new PlatformOptions(data, Ports.FREE, ServiceClock.Source.EVENTS);
  }
}
