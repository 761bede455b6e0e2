package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.world.Country;
import java.util.ArrayList;
import java.util.List;

/** Accounts in one hand, and the queue of work that is dealt out between them. */
abstract class Campaign extends Group {
  static final Tasks.Sizes ANSWER = new Tasks.Sizes(60, 0.5, 700, 0.6);

  /** Opened for a campaign that has been running when the season begins. */
  private static final double DAYS_BEFORE = 60;

  /** Of a day's most calls, so that work does not end in the afternoon. */
  private static final double ROOM = 0.9;

  final Stage stage;

  /** For what the campaign decides from day to day. */
  final Dice dice;

  /** For its instructions and its work. */
  final Dice words;

  /** The first day on which it works. */
  final int begin;

  private int opened;
  private long next;

  Campaign(Stage stage) {
    this(
        stage,
        stage.throughBaseline()
            ? 0
            : stage.baselineDays()
                + (int) (stage.draw(Scenario.START) * (stage.days() - stage.baselineDays())));
  }

  Campaign(Stage stage, int begin) {
    this.stage = stage;
    this.dice = stage.dice("plan");
    this.words = stage.dice("words");
    this.begin = begin;
  }

  /** An account of ordinary traits joins, at the latest half a day before the season's end. */
  final Account open(double signUpDay) {
    Account account = join(stage.ordinary(opened++));
    account.signUpDay = Math.min(signUpDay, stage.days() - 0.5);
    return account;
  }

  /**
   * When an account is opened: over some days from the begin on, or long before the season. It
   * calls from then on, as a new customer does.
   */
  final double arrival(double days) {
    return begin == 0 ? -DAYS_BEFORE * dice.unit() - 0.5 : within(begin, days);
  }

  /** A moment within so many days from one on, half a day before the season's end at the latest. */
  final double within(double from, double days) {
    return from + Math.max(0, Math.min(days, stage.days() - 0.5 - from)) * dice.unit();
  }

  /** Opens all of them by and by, as the outfit has them. */
  final void recruit(int accounts, Outfit outfit) {
    recruit(accounts, stage.draw(Scenario.ARRIVAL), outfit);
  }

  /** Opens all of them, over so many days. */
  final void recruit(int accounts, double days, Outfit outfit) {
    for (int i = 0; i < accounts; i++) {
      outfit.dress(open(arrival(days)));
    }
  }

  /** Whether it works on that day. */
  final boolean works(Day day) {
    return day.number() >= begin;
  }

  /** Who is opened before that day ends, and not banned before it. */
  final List<Account> present(Day day) {
    List<Account> present = new ArrayList<>();
    for (Account account : accounts()) {
      if (present(account, day)) {
        present.add(account);
      }
    }
    return present;
  }

  static boolean present(Account account, Day day) {
    return account.signUpDay < day.number() + 1 && account.bannedAt > day.begin();
  }

  /** A call of a conversation's only turn, as somebody's app makes it. */
  final Call single(Diary diary, Account account, Task task, long time) {
    Call call = diary.call(account, task, time);
    call.conversation = dice.seed() | 1;
    return call;
  }

  /** The next piece of work, which nobody has had. */
  final long nextItem() {
    return next++;
  }

  /** How many calls that are, at most what a day lets an account make. */
  static int count(double mean, Diary diary, Dice dice) {
    return dice.poisson(Math.min(mean, ROOM * diary.mostCalls()));
  }

  /** What some work is written in: what a customer somewhere asks in. */
  final Tongue tongue() {
    return Tongue.of(Country.draw(words), words);
  }

  /** An instruction of the campaign's own, and work behind it, for the harvest. */
  final Task crop(Genre genre, Tongue tongue, int depth, Tasks.Sizes sizes) {
    return Task.harvesting(asks(genre, tongue, depth, Language.body(words, tongue, 35), sizes));
  }

  /** The harvest that somebody types, or seems to. */
  static Task typed(Task task) {
    return Task.harvesting(Tasks.typed(task));
  }

  final Task asks(Genre genre, Tongue tongue, int depth, Body body, Tasks.Sizes sizes) {
    return Tasks.framed(
        Language.frame(words, genre, tongue, words.between(40, 120)), depth, body, sizes);
  }
}
