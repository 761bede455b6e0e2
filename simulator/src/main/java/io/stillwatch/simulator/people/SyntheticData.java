package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.List;

/** L02: a permitted customer by contract that has exercises written, from one queue of work. */
final class SyntheticData extends Honest {
  private static final Parameter KEYS =
      Parameter.log("keys", "accounts", 1, 20, "of the one organisation");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 80, 800, "10^4 to 10^6 a day of big ones");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "instructions", 1, 3, "side by side");
  private static final Parameter DAYS =
      Parameter.log("days", "days", 7, 200, "that an order takes");

  SyntheticData() {
    super(
        "L02",
        "synthetic_data",
        "a verified organisation that may have training data made",
        KEYS,
        CALLS,
        FRAMES,
        DAYS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Maker(stage, accounts);
  }

  /** One customer. */
  private static final class Maker extends Group {
    private final List<Task> tasks = new ArrayList<>();
    private final Pace pace;
    private final double calls;
    private final double firstDay;
    private final double days;
    private long next;

    private Maker(Stage stage, int accounts) {
      Dice dice = stage.dice();
      List<Account> keys = Company.accounts(stage, Math.min(accounts, stage.drawWhole(KEYS)));
      Company.found(stage, dice, keys, Plan.ENTERPRISE, 5);
      Place machine = stage.world().places().host(dice);
      Clients.Client client = stage.world().clients().draw(dice);
      double signUp = -dice.between(20.0, 400);
      for (Account key : keys) {
        join(key);
        key.signUpDay = signUp + key.dice.unit();
        key.moveTo(machine);
        key.client = client;
      }
      calls = stage.draw(CALLS);
      days = stage.draw(DAYS);
      firstDay = dice.between(-days, stage.days() - 2.0);
      pace = new Pace(Pace.Hours.ALWAYS, dice.between(0.5, 1.5));
      Manner manner = Manner.program(dice);
      manner.temperature = dice.between(7, 10) / 10.0;
      manner.maxTokens = dice.pick(List.of(2_048, 4_096, 8_192));
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        tasks.add(
            manner.of(
                Tasks.framed(
                    Language.frame(dice, Genre.TASK_AUTHOR, Tongue.EN, dice.between(50, 150)),
                    Language.body(dice, Tongue.EN, 30),
                    new Tasks.Sizes(dice.between(30, 300), 0.2, dice.between(500, 1_500), 0.5))));
      }
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number();
      boolean ordered = day >= firstDay && day < firstDay + days;
      for (Account key : accounts()) {
        double today = ordered ? calls * key.dice.logNormal(1, 0.15) : 3;
        for (long time : pace.times(diary.day(), 0, today, key.dice)) {
          diary.call(key, key.dice.pick(tasks), time).item = next++;
        }
      }
    }
  }
}
