package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.world.Places;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An honest kind of customer that an account lives as: somebody who chats, who codes with a public
 * harness, or whose program calls. It has that kind's software, machine, manner and hours.
 *
 * @param cover what such a customer asks
 * @param tongue in which it asks
 * @param turns of a conversation, on average
 */
record Guise(Kind kind, Account account, Task cover, Tongue tongue, double turns) {
  private static final Tasks.Sizes APP_SIZES = new Tasks.Sizes(400, 0.7, 180, 0.7);
  private static final double HOSTED = 0.6;
  private static final double SECONDS = 45;

  /** What it is. */
  enum Kind {
    TALKER,
    CODER,
    APP
  }

  /** Changes what makes such a customer special about the account. */
  static Guise of(Kind kind, Account account, Stage stage) {
    Dice own = account.dice;
    return switch (kind) {
      case TALKER -> talker(account, own);
      case CODER -> coder(account, own, stage);
      case APP -> app(account, own, stage.world().places());
    };
  }

  /** One of these kinds, each as likely. */
  static Guise draw(List<Kind> kinds, Account account, Stage stage) {
    return of(account.dice.pick(kinds), account, stage);
  }

  private static Guise talker(Account account, Dice own) {
    Tongue tongue = Tongue.of(account.country, own);
    account.manner = Manner.person(own);
    Task chat = Tasks.chat(tongue, Tasks.Sizes.CHAT);
    return new Guise(Kind.TALKER, account, chat, tongue, own.between(1.5, 6));
  }

  private static Guise coder(Account account, Dice own, Stage stage) {
    int harness = Harnesses.draw(own);
    account.client = stage.world().clients().of("harness-" + harness, own);
    Task coding = Harnesses.task(stage.world(), harness);
    return new Guise(Kind.CODER, account, coding, Tongue.EN, own.between(6.0, 20));
  }

  private static Guise app(Account account, Dice own, Places places) {
    if (own.chance(HOSTED)) {
      account.moveTo(places.host(own));
    }
    Tongue tongue = Tongue.of(account.country, own);
    Task support =
        Tasks.framed(
            Language.frame(own, Genre.SUPPORT, tongue, own.between(40, 120)),
            Language.body(own, tongue, 25),
            APP_SIZES);
    return new Guise(Kind.APP, account, Manner.program(own).of(support), tongue, 1);
  }

  /** When it may begin to call on a day. */
  long begin(Day day) {
    int zone = account.country.zone;
    return switch (kind) {
      case TALKER -> Rhythm.waking(day, zone, account.dice);
      case CODER -> Rhythm.working(day, zone, account.dice);
      case APP -> Rhythm.any(day, account.dice);
    };
  }

  /**
   * A conversation as it has them, or a program's call.
   *
   * @param asks the task of each turn
   * @param items pieces of work, for a program and for what is not cover
   */
  void talk(Diary diary, Supplier<Task> asks, LongSupplier items) {
    Dice own = account.dice;
    long number = own.seed() | 1;
    int turn = 1;
    for (long time : Rhythm.turns(begin(diary.day()), own.geometric(turns), SECONDS, own)) {
      Call call = diary.call(account, asks.get(), time);
      call.item = call.task == cover && kind != Kind.APP ? 0 : items.getAsLong();
      call.conversation = kind == Kind.APP ? 0 : number;
      call.turn = turn++;
    }
  }

  /** Cover alone: so many calls on average. */
  void cover(double calls, Diary diary, LongSupplier items) {
    for (int i = account.dice.poisson(calls / turns); i > 0; i--) {
      talk(diary, () -> cover, items);
    }
  }

  /** One call beside, in the form that its calls have. */
  Call single(Diary diary, Task task, long time) {
    Call call = diary.call(account, task, time);
    call.conversation = kind == Kind.APP ? 0 : account.dice.seed() | 1;
    return call;
  }

  /** Work in the form of the cover. */
  Task as(Task work) {
    return Task.harvesting(Tasks.as(cover, work));
  }
}
