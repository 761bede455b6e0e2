package io.stillwatch.simulator.play;

import java.util.ArrayList;
import java.util.List;

/** What a group does on a day. Calls outside of the day are left out. */
public final class Diary {
  private final Day day;
  private final int mostCalls;
  final List<Call> calls = new ArrayList<>();

  /**
   * @param mostCalls of an account on a day
   */
  Diary(Day day, int mostCalls) {
    this.day = day;
    this.mostCalls = mostCalls;
  }

  public Day day() {
    return day;
  }

  /** The most calls that an account may make on a day. */
  public int mostCalls() {
    return mostCalls;
  }

  /** Plans a call; what is special about it may be set afterwards. */
  public Call call(Account account, Task task, long time) {
    Call call = new Call(account, task, time);
    calls.add(call);
    return call;
  }
}
