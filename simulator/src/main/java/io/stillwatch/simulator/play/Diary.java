package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
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

  /**
   * Plans a conversation, and gives its calls.
   *
   * @param seconds median pause between two turns
   */
  public List<Call> talk(
      Account account, Task task, long begin, int turns, double seconds, Dice dice) {
    long conversation = dice.seed() | 1;
    List<Call> talk = new ArrayList<>();
    for (long time : Rhythm.turns(begin, turns, seconds, dice)) {
      Call call = call(account, task, time);
      call.conversation = conversation;
      call.turn = talk.size() + 1;
      talk.add(call);
    }
    return talk;
  }
}
