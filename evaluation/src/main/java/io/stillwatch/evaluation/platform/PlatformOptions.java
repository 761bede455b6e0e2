package io.stillwatch.evaluation.platform;

import io.stillwatch.rim.time.ServiceClock;
import java.nio.file.Path;

/**
 * How a platform is to run.
 *
 * @param data the folder that keeps everything; made if it is not there
 * @param clock the system's, or that of the events
 */
public record PlatformOptions(Path data, Ports ports, ServiceClock.Source clock) {
  /** On free ports, in the time of the events. */
  public static PlatformOptions inEventTime(Path data) {
    return new PlatformOptions(data, Ports.FREE, ServiceClock.Source.EVENTS);
  }
}
