package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * S17: accounts that look like people: by day, in conversations, with pauses for reading, from
 * homes, phones and VPNs of the country that they pay from, as people have them. Each question is
 * said in words of its own.
 */
public final class Mimicry extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 5, 20, "mean of an account");
  private static final Parameter TURNS =
      Parameter.linear("turns", "turns", 2, 6, "of a conversation, on average");
  private static final Parameter THINKING =
      Parameter.log("thinking", "seconds", 25, 120, "median pause between turns");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 10, 60, "instructions, each said anew each time");
  private static final Parameter ACTIVITY =
      Parameter.linear("activity", "share of days", 0.5, 0.95, "on which an account calls at all");

  public Mimicry() {
    super(
        "S17",
        "mimicry",
        "accounts that live like people, on one queue of work",
        CALLS,
        TURNS,
        THINKING,
        FRAMES,
        ACTIVITY);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Crowd(stage, accounts);
  }

  /** One campaign. */
  private static final class Crowd extends Campaign {
    private static final int SAID_ANEW = 2;
    private final Cover numbers = new Cover();
    private final Map<Tongue, Work> work = new EnumMap<>(Tongue.class);
    private final Map<Account, Work> works = new HashMap<>();
    private final double calls;
    private final double turns;
    private final double thinking;
    private final double activity;

    private Crowd(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      turns = stage.draw(TURNS);
      thinking = stage.draw(THINKING);
      activity = stage.draw(ACTIVITY);
      int frames = stage.drawWhole(FRAMES);
      for (Tongue tongue : Tongue.values()) {
        work.put(tongue, work(tongue, frames));
      }
      recruit(accounts, new Outfit(stage, Egress.OWN).people());
    }

    /**
     * What is asked in one language.
     *
     * @param further about an answer
     */
    private record Work(List<Task> first, Task further) {}

    private Work work(Tongue tongue, int frames) {
      List<Task> first = new ArrayList<>();
      for (int i = 0; i < frames; i++) {
        first.add(
            Task.harvesting(
                Tasks.typed(
                    Tasks.begun(
                        Language.frame(words, Genre.TUTOR, tongue, words.between(20, 60)),
                        SAID_ANEW,
                        Language.body(words, tongue, 30),
                        Tasks.Sizes.CHAT))));
      }
      return new Work(first, Task.harvesting(Tasks.chat(tongue, Tasks.Sizes.CHAT)));
    }

    /** In a language of the country that the account names. */
    private Work work(Account account) {
      return works.computeIfAbsent(
          account, own -> Objects.requireNonNull(work.get(Tongue.of(own.country, own.dice))));
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Account account : present(diary.day())) {
        Dice own = account.dice;
        int talks = own.chance(activity) ? count(calls / activity / turns, diary, own) : 0;
        for (int talk = 0; talk < talks; talk++) {
          talk(account, Rhythm.waking(diary.day(), account.country.zone, own), diary);
        }
      }
    }

    /** A piece of work from the queue, and what follows from the answer. */
    private void talk(Account account, long begin, Diary diary) {
      Work work = work(account);
      Task task = dice.pick(work.first());
      long item = nextItem();
      long number = numbers.nextConversation();
      int turn = 1;
      int length = account.dice.geometric(turns);
      for (long time : Rhythm.turns(begin, length, thinking, account.dice)) {
        Call call = diary.call(account, turn == 1 ? task : work.further(), time);
        call.item = item;
        call.conversation = number;
        call.turn = turn++;
      }
    }
  }
}
