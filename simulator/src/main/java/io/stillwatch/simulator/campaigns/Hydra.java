package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * S03: a commercial relay. Most of what its accounts ask comes from ordinary end users; a harvest
 * runs among it, over the same accounts; there may be several, one overlapping the next. The
 * platform bans some accounts, now and then many at once, and others take their place.
 */
public final class Hydra extends Scenario {
  static final Parameter HARVEST =
      Parameter.log("harvest", "share of calls", 0.02, 0.5, "the rest is what end users ask");
  static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 15, 60, "reported: 667 an account in all");
  static final Parameter CODING =
      Parameter.linear("coding", "share of sessions", 0.3, 0.8, "of end users with a harness");
  static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 1, 6, "instructions of the harvest");
  static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 5, 50, "one card pays for so many");
  static final Parameter BANS =
      Parameter.log("bans", "share of accounts", 0.002, 0.03, "that is banned each day");
  private static final Parameter BUYERS =
      Parameter.whole(
          "buyers",
          "buyers",
          1,
          1,
          "that harvest through it, one after the other and side by side, each by his own words");
  private static final Parameter WAVES =
      Parameter.whole(
          "waves", "waves", 0, 0, "that ban half of the accounts within hours, over the campaign");
  private static final long HOUR = 3_600_000;
  private static final double HIT_BY_A_WAVE = 0.5;
  private static final double HOURS_OF_A_WAVE = 6;

  public Hydra() {
    super(
        "S03",
        "hydra",
        "a relay that serves end users, and harvests through the same accounts beside them",
        HARVEST,
        CALLS,
        CODING,
        FRAMES,
        PARAPHRASE,
        CARDS,
        BANS,
        BUYERS,
        WAVES);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Station(stage, accounts, account -> {}, day -> 1);
  }

  /**
   * Who harvests through a relay.
   *
   * @param from the first day
   * @param until the day after the last
   */
  private record Buyer(double from, double until, List<Task> harvest) {
    boolean buys(Day day) {
      return day.number() + 1 > from && day.number() < until;
    }
  }

  /** One relay. */
  static final class Station extends Campaign {
    private final Consumer<Account> dressed;
    private final ToDoubleFunction<Day> volume;
    private final List<Buyer> buyers = new ArrayList<>();
    private final List<Integer> waves = new ArrayList<>();
    private final EndUsers users;
    private final Outfit outfit;
    private final Relay relay;
    private final int size;
    private final double share;
    private final double calls;
    private final double bans;

    /**
     * @param dressed changes something about each account
     * @param volume how much more is asked on a day than usual
     */
    Station(Stage stage, int accounts, Consumer<Account> dressed, ToDoubleFunction<Day> volume) {
      super(stage);
      this.dressed = dressed;
      this.volume = volume;
      size = accounts;
      share = stage.draw(HARVEST);
      calls = stage.draw(CALLS);
      bans = stage.draw(BANS);
      users = new EndUsers(stage, stage.draw(CODING));
      List<Task> first = harvest();
      outfit =
          new Outfit(stage, dice.pick(List.of(Egress.STICKY, Egress.ROTATING)))
              .sharingCards(stage.draw(CARDS))
              .asHarness()
              .people();
      if (dice.chance(0.5)) {
        outfit.withoutVirtualCards();
      }
      relay = new Relay(stage, outfit, this::replacement);
      double days = stage.draw(ARRIVAL);
      for (int i = 0; i < accounts; i++) {
        enlist(arrival(days));
      }
      addBuyers(first, stage.drawWhole(BUYERS));
      addWaves(stage.drawWhole(WAVES));
    }

    private List<Task> harvest() {
      List<Task> harvest = new ArrayList<>();
      int depth = stage.drawWhole(PARAPHRASE);
      Genre[] genres = {Genre.REASON_IN_TAGS, Genre.TASK_AUTHOR, Genre.JUDGE, Genre.CODE_REVIEW};
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        harvest.add(crop(genres[i % genres.length], tongue(), depth, ANSWER));
      }
      return harvest;
    }

    /**
     * Each buys for two of count + 1 equal parts of the campaign, and begins one part after the one
     * before.
     */
    private void addBuyers(List<Task> first, int count) {
      double step = (stage.days() - begin) / (count + 1.0);
      for (int i = 0; i < count; i++) {
        double from = begin + i * step;
        buyers.add(new Buyer(from, from + 2 * step, i == 0 ? first : harvest()));
      }
    }

    private void addWaves(int count) {
      for (int i = 1; i <= count; i++) {
        waves.add((int) (begin + (i - 0.5 * dice.unit()) * (stage.days() - begin) / (count + 1)));
      }
    }

    private void enlist(double signUpDay) {
      Account account = open(signUpDay);
      outfit.dress(account);
      dressed.accept(account);
      relay.add(account);
    }

    /** Opens one within the day, but for once the season is about to end. */
    private void replacement(long banned) {
      double day =
          (banned - stage.day(0).begin()) / (double) Day.MILLIS + dice.between(0.5, 22) / 24;
      if (day < stage.days() - 0.6) {
        enlist(day);
      }
    }

    @Override
    public void plan(Diary diary) {
      Day day = diary.day();
      if (!works(day)) {
        return;
      }
      ban(day);
      int present = Math.min(size, present(day).size());
      double asked = present * calls * volume.applyAsDouble(day);
      List<Demand> demands = users.demands(day, asked * (1 - share));
      List<Buyer> buying = buyers.stream().filter(buyer -> buyer.buys(day)).toList();
      for (Buyer buyer : buying) {
        double wanted = asked * share / buying.size();
        for (long time : Rhythm.steady(day, wanted, 1, dice)) {
          Task task = dice.pick(buyer.harvest());
          demands.add(Demand.of(time, users.nextSession(), 1, task, nextItem()));
        }
      }
      relay.serve(demands, diary, call -> null);
    }

    /** Not before it has been there for an hour. */
    private void ban(Account account, long time) {
      long opened = stage.day(0).begin() + (long) (account.signUpDay * Day.MILLIS);
      account.bannedAt = Math.min(account.bannedAt, Math.max(time, opened + HOUR));
    }

    private void ban(Day day) {
      List<Account> present = present(day);
      for (int i = present.isEmpty() ? 0 : dice.poisson(bans * present.size()); i > 0; i--) {
        Account account = dice.pick(present);
        ban(account, Rhythm.any(day, dice));
      }
      if (waves.contains(day.number())) {
        for (Account account : present) {
          if (dice.chance(HIT_BY_A_WAVE)) {
            ban(account, day.at(HOURS_OF_A_WAVE * dice.unit()));
          }
        }
      }
    }
  }
}
