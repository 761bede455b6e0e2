package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
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
 * One account: what the platform knows of it, and the habits that its owner has whatever he asks.
 * Made with ordinary traits; its group changes what makes it special.
 */
public final class Account {
  private static final double OVERLOADED = 0.002;

  /** Public offers to new customers, and the part of them that comes by one. */
  private static final int OFFERS = 12;

  private static final double BY_AN_OFFER = 0.1;

  /** Of those who have a VPN. */
  private static final double NEVER_WITHOUT = 0.3;

  /** From everything that is drawn for this account. */
  public final Dice dice;

  public final String id;
  public String organisation = "";
  public String campaign = "";
  public Plan plan;

  /** Calls a minute that its owner or the platform allows it; 0: those of its plan. */
  public int callsAMinute;

  public int verification;
  public Country country;

  /** Days from the season's first; negative: before. */
  public double signUpDay;

  public String email;
  public boolean disposableEmail;

  /** Of an offer that it signed up with; empty: none. */
  public String promotion = "";

  public Wallets.@Nullable Card card;

  /** Usual places, the first most often. */
  public List<Place> places = new ArrayList<>();

  public Client client;
  public List<String> apiKeys = new ArrayList<>();
  public Retry retry;

  /** Of what is asked in no manner of its own. */
  public Manner manner;

  /** Days after a release until it uses the new model. */
  public double patience;

  /** The part of the calls that a small model gets. */
  public double smallModel;

  /** From then on calls are answered with 403; Long.MAX_VALUE: never. */
  public long bannedAt = Long.MAX_VALUE;

  /** From then on its owner calls no more; Long.MAX_VALUE: never. */
  public long leavesAt = Long.MAX_VALUE;

  private final Dice platform;
  private long minute;
  private int callsThisMinute;

  private Account(String id, Dice dice) {
    this.id = id;
    this.dice = dice;
    this.platform = Dice.of(dice.seed());
    this.country = Country.draw(dice);
    this.plan = dice.chance(0.5) ? Plan.FREE : Plan.PRO;
    this.verification = dice.chance(0.4) ? 2 : 1;
    this.email = Wallets.email(dice);
    this.retry = dice.pick(Retry.USUAL);
    this.client = new Client("", 0);
    this.manner = Manner.usual(Dice.of(platform.seed()));
  }

  /**
   * An account with ordinary traits.
   *
   * @param name unique within the season; nobody sees it
   * @param days of the season
   */
  public static Account ordinary(World world, String name, int days) {
    Dice dice = Dice.of(world.seed(), "account/" + name);
    Account account = new Account("acct-" + dice.hex(14), dice);
    account.signUpDay = dice.chance(0.12) ? dice.between(0.0, days - 1) : -dice.between(0.5, 900);
    account.disposableEmail = dice.chance(0.015);
    if (account.plan == Plan.PRO) {
      account.card = Wallets.card(dice, account.country);
    }
    account.live(world, account.country);
    account.client = world.clients().draw(dice);
    account.apiKeys.add(dice.hex(12));
    account.patience = 30 * dice.unit() * dice.unit();
    account.smallModel = dice.chance(0.3) ? dice.between(0.1, 0.6) : 0;
    Dice offers = Dice.of(world.seed(), "offer/" + name);
    account.promotion = offers.chance(BY_AN_OFFER) ? "public-" + offers.zipf(OFFERS, 1.1) : "";
    return account;
  }

  /** Gives it a home, and perhaps a phone, there. */
  public void live(World world, Country where) {
    country = where;
    places.clear();
    places.add(world.places().home(dice, where));
    if (dice.chance(0.5)) {
      places.add(world.places().phone(dice, where));
    }
    if (dice.chance(0.06)) {
      places.add(world.places().vpn(dice));
      if (dice.chance(NEVER_WITHOUT)) {
        places.subList(0, places.size() - 1).clear();
      }
    }
  }

  /** Calls from there and nowhere else. */
  public void moveTo(Place place) {
    places.clear();
    places.add(place);
  }

  /** When it signed up, in milliseconds since 1970. */
  long signedUp(Day day) {
    return day.begin() - day.number() * Day.MILLIS + (long) (signUpDay * Day.MILLIS);
  }

  /** What the platform answers to a call at that time; calls must come in the order of time. */
  Answer answer(long time) {
    if (time / 60_000 != minute) {
      minute = time / 60_000;
      callsThisMinute = 0;
    }
    callsThisMinute++;
    int allowed = callsAMinute > 0 ? callsAMinute : plan.callsAMinute;
    return new Answer(status(time, allowed), Math.min(callsThisMinute, allowed), allowed);
  }

  private int status(long time, int allowed) {
    if (time >= bannedAt) {
      return 403;
    }
    if (callsThisMinute > allowed) {
      return 429;
    }
    return platform.chance(OVERLOADED) ? platform.chance(0.5) ? 503 : 529 : 200;
  }

  /**
   * What the platform answers.
   *
   * @param status 200; 429 beyond the limit of calls a minute, 403 once it is banned, 503 and 529
   *     where the platform has too much to do
   */
  public record Answer(int status, int used, int allowed) {}
}
