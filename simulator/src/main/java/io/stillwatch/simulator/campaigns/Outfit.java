package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.people.Company;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.world.Clients.Client;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's accounts look to the platform: what they have bought and with which card, from
 * where and with what they call. All of it comes from where honest customers have theirs.
 */
final class Outfit {
  private static final double MEAN_SEATS = 7;
  private static final int VERIFIED_BUSINESS = 4;

  private final Stage stage;
  private final World world;
  private final Dice dice;
  private final Egress egress;
  private final double disposable;
  private final double teams;
  private @Nullable Account founder;
  private int seats;
  private List<Country> countries = List.of();
  private double accountsACard = 1;
  private double paid = 0.7;
  private double sharing = 1;
  private boolean virtual = true;
  private boolean people;
  private boolean oneClient;
  private boolean harness;
  private @Nullable Client client;
  private Wallets.@Nullable Card card;
  private int payers;
  private final int issuer;

  Outfit(Stage stage, Egress egress) {
    this.stage = stage;
    this.world = stage.world();
    this.dice = stage.dice("outfit");
    this.egress = egress;
    this.disposable = stage.draw(Scenario.DISPOSABLE);
    double share = stage.draw(Scenario.TEAMS);
    this.teams = share / (share + MEAN_SEATS * (1 - share));
    this.issuer = dice.below(Wallets.VIRTUAL_ISSUERS);
  }

  /** Accounts pay with one virtual card, as many as that at most. */
  Outfit sharingCards(double accounts) {
    accountsACard = accounts;
    return this;
  }

  /** Some accounts pay with a card in common, as many as that at most; most have one each. */
  Outfit sharingSomeCards(double accounts) {
    sharing = dice.between(0.1, 0.5);
    virtual = dice.chance(0.3);
    return sharingCards(accounts);
  }

  /** Cards in common are somebody's ordinary ones. */
  Outfit withoutVirtualCards() {
    virtual = false;
    return this;
  }

  /** People's: they call in the manner of people. */
  Outfit people() {
    people = true;
    return this;
  }

  /** The share of accounts on a plan that costs something. */
  Outfit paying(double share) {
    paid = share;
    return this;
  }

  /** All accounts call with the operator's software. */
  Outfit oneClient() {
    oneClient = true;
    return this;
  }

  /** Accounts say that they are from one of these. */
  Outfit from(List<Country> some) {
    countries = some;
    return this;
  }

  /** All accounts call as a public harness does, whatever is asked. */
  Outfit asHarness() {
    harness = true;
    return oneClient();
  }

  void dress(Account account) {
    if (!seated(account)) {
      account.country = countries.isEmpty() ? account.country : dice.pick(countries);
      subscribe(account, dice.chance(paid));
      account.disposableEmail = dice.chance(disposable);
    }
    egress.settle(account, world);
    if (people) {
      account.manner = Manner.person(account.dice);
    }
    if (oneClient) {
      if (client == null) {
        client =
            harness
                ? world.clients().of("harness-" + Harnesses.draw(dice), dice)
                : world.clients().draw(dice);
      }
      account.client = client;
    }
  }

  /** Perhaps it is a seat of an organisation, such as honest companies are; gives whether it is. */
  boolean seated(Account account) {
    if (founder != null && seats > 0) {
      seats--;
      account.organisation = founder.organisation;
      account.plan = founder.plan;
      account.verification = founder.verification;
      account.card = founder.card;
      account.email = founder.email;
      account.disposableEmail = false;
      account.country = founder.country;
      account.places = new ArrayList<>(founder.places);
      return true;
    }
    if (!dice.chance(teams)) {
      return false;
    }
    Company.found(stage, dice, List.of(account), Plan.TEAM, VERIFIED_BUSINESS);
    account.country = countries.isEmpty() ? account.country : dice.pick(countries);
    account.card = accountsACard < 2 ? account.card : card(account);
    founder = account;
    seats = dice.between(1, 11);
    return true;
  }

  /** Who pays has a card, and who does not has none. */
  private void subscribe(Account account, boolean pays) {
    account.plan = pays ? Plan.PRO : Plan.FREE;
    account.card = pays ? card(account) : null;
  }

  private Wallets.Card card(Account account) {
    if (accountsACard < 2 || !dice.chance(sharing)) {
      return Wallets.card(account.dice, account.country);
    }
    if (card == null || payers-- <= 0) {
      card = virtual ? Wallets.virtualCard(dice, issuer) : Wallets.card(dice, account.country);
      payers = Math.max(0, dice.poisson(accountsACard) - 1);
    }
    return card;
  }

  /** From where a call comes; null: from the account's usual place. */
  @Nullable Place place(Account account) {
    return egress.place(account, world);
  }
}
