package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import java.util.ArrayList;
import java.util.List;

/** Accounts of one organisation: one contract, one card, one office. */
public final class Company {
  /** Of the groups; companies have 7 accounts on average, so that they have 20 % of accounts. */
  private static final double COMPANIES = 0.035;

  private static final double WORKS_FROM_HOME = 0.4;

  private Company() {}

  /**
   * One customer's, or those of a company of 2 to 12.
   *
   * @param most accounts that there may be
   */
  static List<Account> staff(Stage stage, int most) {
    Dice dice = stage.dice("company");
    int size = dice.chance(COMPANIES) ? dice.between(2, 12) : 1;
    List<Account> staff = accounts(stage, Math.min(most, size));
    if (staff.size() > 1) {
      found(stage, dice, staff, Plan.TEAM, 4);
    }
    return staff;
  }

  static List<Account> accounts(Stage stage, int count) {
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accounts.add(stage.ordinary(i));
    }
    return accounts;
  }

  /**
   * Makes them one organisation's; gives its office.
   *
   * @param verification 4: a business, 5: by contract
   */
  public static Place found(
      Stage stage, Dice dice, List<Account> staff, Plan plan, int verification) {
    String organisation = "org-" + dice.hex(10);
    Country country = Country.draw(dice);
    Place office = stage.world().places().office(dice, country);
    Wallets.Card card = Wallets.card(dice, country);
    String email = Wallets.email(dice);
    for (Account account : staff) {
      account.organisation = organisation;
      account.plan = plan;
      account.verification = verification;
      account.card = card;
      account.email = email;
      account.disposableEmail = false;
      account.country = country;
      boolean home = account.dice.chance(WORKS_FROM_HOME);
      account.moveTo(office);
      if (home) {
        account.places.add(stage.world().places().home(account.dice, country));
      }
    }
    return office;
  }
}
