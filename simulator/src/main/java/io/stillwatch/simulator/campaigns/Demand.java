package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.play.Task;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody wants a relay to make.
 *
 * @param session whose turns stay on one account while they can
 * @param turn of the session, from 1
 * @param attempt from 0
 * @param submits a trace that it hands in; null: none but the session's own
 */
record Demand(
    long time,
    long session,
    int turn,
    Task task,
    long item,
    int attempt,
    @Nullable String submits) {
  static Demand of(long time, long session, int turn, Task task, long item) {
    return new Demand(time, session, turn, task, item, 0, null);
  }

  Demand again(long at) {
    return new Demand(at, session, turn, task, item, attempt + 1, submits);
  }
}
