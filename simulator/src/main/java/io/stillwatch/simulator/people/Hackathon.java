package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.List;

/** L14: an event: sign-ups within two hours, an offer for all, one hall, 48 hours of building. */
final class Hackathon extends Honest {
  private static final Parameter GUESTS =
      Parameter.log("guests", "accounts", 50, 500, "in teams of 1 to 5");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 10, 60, "while it lasts");
  private static final Parameter STAY =
      Parameter.linear("stay", "share of accounts", 0.02, 0.15, "that call on afterwards");

  Hackathon() {
    super(
        "L14",
        "hackathon",
        "50 to 500 sign-ups in two hours, one hall, one offer, 48 hours",
        GUESTS,
        CALLS,
        STAY);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Event(stage, accounts);
  }

  /** One event. */
  private static final class Event extends Group {
    private static final double HOURS = 48;
    private static final double KNEW_IT = 0.1;

    private final List<Task> projects = new ArrayList<>();
    private final List<Boolean> stays = new ArrayList<>();
    private final List<Place> hall = new ArrayList<>();
    private final double calls;
    private final double begin;

    private Event(Stage stage, int accounts) {
      Dice dice = stage.dice();
      Country country = Country.draw(dice);
      calls = stage.draw(CALLS);
      double stay = stage.draw(STAY);
      double day = dice.between(0, Math.max(1, stage.days() - 3));
      // Doors open in the local morning or evening.
      begin = day + Math.floorMod((dice.chance(0.5) ? 9 : 18) - country.zone, 24) / 24.0;
      Place first = stage.world().places().office(dice, country);
      hall.add(first);
      if (dice.chance(0.5)) {
        hall.add(stage.world().places().besides(dice, first));
      }
      String offer = dice.hex(8);
      int guests = Math.min(accounts, stage.drawWhole(GUESTS));
      Task project = project(stage, dice, country);
      for (int i = 0; i < guests; i++) {
        project = dice.chance(0.35) ? project(stage, dice, country) : project;
        projects.add(project);
        stays.add(dice.chance(stay));
        register(join(stage.ordinary(i)), stage, country, offer);
      }
    }

    /** What a team builds: its program while they try it, and what they ask beside. */
    private static Task project(Stage stage, Dice dice, Country country) {
      Manner manner = Manner.program(dice);
      return Tasks.mixed(
          dice.between(0.4, 0.9),
          manner.of(Api.task(stage.world(), dice, country)),
          Manner.person(dice).of(Tasks.chat(Tongue.EN, Tasks.Sizes.CHAT)));
    }

    private void register(Account account, Stage stage, Country country, String offer) {
      Dice dice = account.dice;
      account.live(stage.world(), dice.chance(0.8) ? country : Country.draw(dice));
      account.places.add(0, dice.pick(hall));
      if (!dice.chance(KNEW_IT)) {
        account.signUpDay = Math.min(stage.days() - 1.0, begin + 2 * dice.unit() / 24);
        account.plan = Plan.FREE;
        account.card = null;
        account.promotion = offer;
      } else {
        account.signUpDay = Math.min(account.signUpDay, begin);
      }
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number();
      for (int i = 0; i < accounts().size(); i++) {
        Account account = accounts().get(i);
        Dice dice = account.dice;
        if (day + 1 > begin && day < begin + HOURS / 24) {
          for (int call = dice.poisson(calls); call > 0; call--) {
            build(diary, account, projects.get(i));
          }
        } else if (stays.get(i) && day > begin) {
          for (int call = dice.poisson(1.5); call > 0; call--) {
            long time = Rhythm.waking(diary.day(), account.country.zone, dice);
            ask(diary, account, projects.get(i), time, false);
          }
        }
      }
    }

    /** At any hour, less at night. */
    private void build(Diary diary, Account account, Task project) {
      Dice dice = account.dice;
      long time =
          dice.chance(0.3)
              ? Rhythm.any(diary.day(), dice)
              : Rhythm.waking(diary.day(), account.country.zone, dice);
      double hours = 24 * (diary.day().number() - begin) + (time - diary.day().begin()) / 3.6e6;
      if (hours >= 0 && hours < HOURS) {
        ask(diary, account, project, time, dice.chance(0.9));
      }
    }

    private void ask(Diary diary, Account account, Task project, long time, boolean inTheHall) {
      Call call = diary.call(account, project, time);
      call.item = account.dice.below(40);
      call.place = inTheHall ? account.dice.pick(hall) : account.places.get(1);
    }
  }
}
