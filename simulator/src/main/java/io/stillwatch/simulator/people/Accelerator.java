package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import java.util.ArrayList;
import java.util.List;

/** L15: young firms of one programme, which gives each virtual cards of one issuer. */
final class Accelerator extends Honest {
  private static final Parameter FIRMS =
      Parameter.whole("firms", "firms", 5, 50, "of one batch, each with 1 to 3 accounts");
  private static final Parameter HOUSE =
      Parameter.linear("house", "share of firms", 0.2, 0.8, "that sit in the programme's house");
  private static final Parameter DAYS =
      Parameter.linear("days", "days", 5, 40, "within which the batch signs up");

  Accelerator() {
    super(
        "L15",
        "accelerator",
        "5 to 50 firms with virtual cards of one issuer",
        FIRMS,
        HOUSE,
        DAYS,
        Api.CALLS,
        Api.SPREAD);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Batch(stage, accounts);
  }

  /** One batch. */
  private static final class Batch extends Group {
    private final List<Program> programs = new ArrayList<>();
    private final List<Person> founders = new ArrayList<>();

    private Batch(Stage stage, int accounts) {
      Dice dice = stage.dice();
      Country country = Country.draw(dice);
      Place house = stage.world().places().office(dice, country);
      int issuer = dice.zipf(Wallets.VIRTUAL_ISSUERS, 1.1);
      double share = stage.draw(HOUSE);
      double days = stage.draw(DAYS);
      double first = dice.between(-90, Math.max(1, stage.days() - days - 2));
      String offer = dice.chance(0.5) ? dice.hex(8) : "";
      int number = 0;
      for (int firms = stage.drawWhole(FIRMS); firms > 0 && number < accounts; firms--) {
        int size = Math.min(accounts - number, dice.between(1, 3));
        List<Account> staff = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          staff.add(join(stage.ordinary(number++)));
        }
        Company.found(stage, dice, staff, Plan.TEAM, dice.between(2, 4));
        if (dice.chance(share)) {
          staff.forEach(account -> account.moveTo(house));
        }
        Wallets.Card card = Wallets.virtualCard(dice, issuer);
        double day = first + days * dice.unit();
        for (Account account : staff) {
          account.card = card;
          account.promotion = offer;
          account.signUpDay = Math.min(stage.days() - 1.0, day + account.dice.unit());
          work(stage, account);
        }
      }
    }

    /** Some build, some ask. */
    private void work(Stage stage, Account account) {
      if (account.dice.chance(0.6)) {
        programs.add(Api.program(stage, account, Api.calls(stage)));
      } else {
        founders.add(Chat.person(stage, account));
      }
    }

    @Override
    public void plan(Diary diary) {
      programs.forEach(program -> program.plan(diary));
      founders.forEach(founder -> founder.plan(diary));
    }
  }
}
