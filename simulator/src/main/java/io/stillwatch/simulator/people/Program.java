package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Fit;
import io.stillwatch.simulator.world.Places;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import io.stillwatch.simulator.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program of somebody's, which calls piece after piece. */
final class Program {
  private static final double DAY_SPREAD = Fit.DAY_SPREAD.value;

  /** Of a mean of 1. */
  private static final double MEDIAN_DAY = StrictMath.exp(-DAY_SPREAD * DAY_SPREAD / 2);

  final Account account;
  private final Task task;
  private final double calls;
  private final Pace pace;

  /** Of a place that changes with every start; null: the account's places. */
  private final @Nullable Places runners;

  private final double trend;

  /** So many pieces of work are asked again and again; 0: each is new. */
  private int pieces;

  private long next;

  /** The part of the days on which it runs. */
  private double activity = 1;

  /**
   * @param calls a day, on average
   */
  Program(World world, Account account, Task task, double calls, Pace pace) {
    Dice dice = account.dice;
    this.account = account;
    this.task = task;
    this.calls = calls;
    this.pace = pace;
    this.trend = 0.1 * dice.gaussian() / 30;
    this.runners = settle(world, account) ? world.places() : null;
  }

  /** Gives it a machine, mostly, and a card; gives whether its machines come and go. */
  private static boolean settle(World world, Account account) {
    Dice dice = account.dice;
    boolean hosted = dice.chance(0.6);
    if (hosted) {
      account.moveTo(world.places().host(dice));
    }
    for (int more = dice.zipf(4, 1.5); more > 0; more--) {
      account.apiKeys.add(dice.hex(12));
    }
    if (account.card == null && dice.chance(0.6)) {
      pay(account);
    }
    return hosted && dice.chance(0.25);
  }

  /** A plan that costs, and a card of its own. */
  static void pay(Account account) {
    account.plan = Plan.PRO;
    account.card = Wallets.card(account.dice, account.country);
  }

  /** So many pieces of work come again and again, the first most often. */
  Program over(int count) {
    pieces = count;
    return this;
  }

  /** Runs on that part of the days only. */
  Program on(double share) {
    activity = share;
    return this;
  }

  List<Call> plan(Diary diary) {
    return plan(diary, 1);
  }

  /**
   * Plans its day.
   *
   * @param factor more or less than usual
   */
  List<Call> plan(Diary diary, double factor) {
    Dice dice = account.dice;
    if (!dice.chance(activity)) {
      return List.of();
    }
    double today =
        calls
            * factor
            * dice.logNormal(MEDIAN_DAY, DAY_SPREAD)
            * StrictMath.exp(trend * diary.day().number());
    return pace.times(diary.day(), account.country.zone, today, dice).stream()
        .map(time -> call(diary, time))
        .toList();
  }

  /** One call, of the next piece. */
  Call call(Diary diary, long time) {
    Dice dice = account.dice;
    Call call = diary.call(account, task, time);
    call.item = pieces > 0 ? dice.zipf(pieces, 0.7) : next++;
    call.apiKey = dice.chance(0.1) ? dice.below(account.apiKeys.size()) : 0;
    if (runners != null) {
      call.place = runners.neighbour(dice, account.places.get(0));
    }
    return call;
  }
}
