package io.stillwatch.featureservice.log;

import io.stillwatch.features.Event;

/**
 * An event at its place in the log.
 *
 * @param position from 1, growing
 */
public record LoggedEvent(long position, Event event) {
  public LoggedEvent {
    if (position < 1) {
      throw new IllegalArgumentException("log positions start at 1, not " + position);
    }
  }
}
