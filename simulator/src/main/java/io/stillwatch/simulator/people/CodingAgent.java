package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * L03: developers with a public coding harness: its frame is everybody's, and changes with its
 * releases. Sessions are long, with tools and reasoning; some teams have fleets that never sleep.
 */
final class CodingAgent extends Honest {
  private static final Parameter SESSIONS =
      Parameter.log("sessions", "sessions a day", 0.3, 2.5, "of an active workday");
  private static final Parameter STEPS =
      Parameter.log("steps", "calls a session", 8, 40, "on average: each tool's result is a call");
  private static final Parameter FLEETS =
      Parameter.linear("fleets", "share of groups", 0.04, 0.04, "that run around the clock");
  private static final Parameter FLEET_CALLS =
      Parameter.log("fleet_calls", "calls an account-day", 60, 600, "of a fleet");

  private static final double TEAMS = 0.12;

  CodingAgent() {
    super(
        "L03",
        "coding_agent",
        "a few public frames over many accounts and organisations, long sessions with tools",
        SESSIONS,
        STEPS,
        FLEETS,
        FLEET_CALLS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Team(stage, accounts);
  }

  /** A developer, a team, or a fleet. */
  private static final class Team extends Group {
    /** Of the developers some go from platform to platform with the same session. */
    private static final double SWITCHING = 0.15;

    /** A question that has nothing to do with a repository, put to the same software. */
    private static final double ASIDE = 0.15;

    private final Set<Account> switching = new HashSet<>();
    private final List<Task> steps = new ArrayList<>();
    private final boolean fleet;
    private final double sessions;
    private final double length;
    private final double fleetCalls;

    private Team(Stage stage, int accounts) {
      Dice dice = stage.dice();
      fleet = dice.chance(stage.draw(FLEETS));
      int size = fleet ? dice.between(1, 4) : dice.chance(TEAMS) ? dice.between(2, 12) : 1;
      sessions = stage.draw(SESSIONS);
      length = stage.draw(STEPS);
      fleetCalls = stage.draw(FLEET_CALLS);
      List<Account> staff = Company.accounts(stage, Math.min(accounts, size));
      if (staff.size() > 1) {
        Company.found(stage, dice, staff, Plan.TEAM, 4);
      }
      for (Account account : staff) {
        join(account);
        if (account.dice.chance(SWITCHING)) {
          switching.add(account);
        }
        int harness = Harnesses.draw(account.dice);
        account.client = stage.world().clients().of("harness-" + harness, account.dice);
        if (fleet) {
          account.moveTo(stage.world().places().host(dice));
        }
        if (account.card == null && account.dice.chance(0.8)) {
          Program.pay(account);
        }
        steps.add(Harnesses.task(stage.world(), harness));
      }
    }

    @Override
    public void plan(Diary diary) {
      for (int i = 0; i < accounts().size(); i++) {
        Account account = accounts().get(i);
        if (fleet) {
          run(diary, account, steps.get(i));
        } else if (account.dice.chance(diary.day().weekend() ? 0.25 : 0.75)) {
          work(diary, account, steps.get(i));
        }
      }
    }

    private void work(Diary diary, Account account, Task step) {
      Dice dice = account.dice;
      if (dice.chance(ASIDE)) {
        Task chat = Tasks.chat(Tongue.of(account.country, dice), Tasks.Sizes.CHAT);
        long begin = Rhythm.working(diary.day(), account.country.zone, dice);
        diary.talk(account, chat, begin, dice.geometric(2), 45, dice);
      }
      for (int session = dice.poisson(sessions); session > 0; session--) {
        long begin = Rhythm.working(diary.day(), account.country.zone, dice);
        int turns = Math.min(200, dice.geometric(length));
        List<Call> talk = diary.talk(account, step, begin, turns, 14, dice);
        if (switching.contains(account) && dice.chance(0.5)) {
          resumed(talk, dice.geometric(length / 2));
        }
      }
    }

    /** So many turns were had with another platform. */
    private static void resumed(List<Call> talk, int elsewhere) {
      for (Call call : talk) {
        call.turn += elsewhere;
        call.foreignHistory = elsewhere / (call.turn - 1.0);
      }
    }

    private void run(Diary diary, Account account, Task step) {
      Dice dice = account.dice;
      for (long begin : Rhythm.steady(diary.day(), fleetCalls / length, 0.7, dice)) {
        diary.talk(account, step, begin, Math.min(200, dice.geometric(length)), 6, dice);
      }
    }
  }
}
