package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who converses by day, now and then.
 *
 * @param talks conversations of an active day, on average
 * @param turns of a conversation, on average
 * @param activity share of days on which anything is asked
 */
record Person(Account account, Task task, double talks, double turns, double activity) {
  private static final double SECONDS_TO_THINK = 45;

  List<Call> plan(Diary diary) {
    return plan(diary, false);
  }

  /** The same in office hours, and seldom on weekends. */
  List<Call> planWorkday(Diary diary) {
    return plan(diary, true);
  }

  private List<Call> plan(Diary diary, boolean office) {
    Dice dice = account.dice;
    boolean free = office && diary.day().weekend();
    if (diary.day().number() + 1 < account.signUpDay || !dice.chance(free ? 0.1 : activity)) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    for (int talk = dice.poisson(talks); talk > 0; talk--) {
      int zone = account.country.zone;
      long begin =
          office ? Rhythm.working(diary.day(), zone, dice) : Rhythm.waking(diary.day(), zone, dice);
      calls.addAll(diary.talk(account, task, begin, dice.geometric(turns), SECONDS_TO_THINK, dice));
    }
    return calls;
  }
}
