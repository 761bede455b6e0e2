package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last traces that were taken: those of a day are handed in from the next day on. */
final class Traces {
  private static final int KEPT = 2_000;

  private final ArrayDeque<Call> waiting = new ArrayDeque<>();
  private List<Taken> taken = new ArrayList<>();

  private record Taken(Account from, String trace) {}

  void add(Call call) {
    waiting.add(call);
    if (waiting.size() > KEPT) {
      waiting.remove();
    }
  }

  /** One that another account was given before that call's day; null: there is none. */
  @Nullable String ofAnother(Account account, Dice dice) {
    Taken one = taken.isEmpty() ? null : dice.pick(taken);
    return one == null || one.from() == account ? null : one.trace();
  }

  /** The day's are taken, those of the day before forgotten. */
  void dayEnds() {
    List<Taken> day = new ArrayList<>();
    for (Call call : waiting) {
      day.add(new Taken(call.account, call.trace(call.turn)));
    }
    waiting.clear();
    taken = day.isEmpty() ? taken : day;
  }
}
