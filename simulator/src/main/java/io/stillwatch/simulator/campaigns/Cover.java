package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import java.util.HashMap;
import java.util.Map;

/**
 * What people ask anyway: an owner who knows of nothing, or an account that wants to look alive.
 */
final class Cover {
  /** Of a conversation, on average. */
  static final double TURNS = 3.5;

  private static final double SECONDS = 45;

  private final Map<Account, Task> talks = new HashMap<>();
  private long conversation;

  /** A conversation's number, unlike any other of the campaign. */
  long nextConversation() {
    return ++conversation;
  }

  /** What it asks when it just asks, in one of its country's languages. */
  Task talk(Account account) {
    return talks.computeIfAbsent(
        account, own -> Tasks.chat(Tongue.of(own.country, own.dice), Tasks.Sizes.CHAT));
  }

  /** Chats by day, by the clock of the account's country. */
  void talks(Account account, double mean, Diary diary) {
    Dice dice = account.dice;
    for (int i = dice.poisson(mean); i > 0; i--) {
      long begin = Rhythm.waking(diary.day(), account.country.zone, dice);
      conversation(account, begin, diary);
    }
  }

  /** One conversation, of {@link #TURNS} on average. */
  void conversation(Account account, long begin, Diary diary) {
    Task task = talk(account);
    int turns = account.dice.geometric(TURNS);
    long number = nextConversation();
    int turn = 1;
    for (long time : Rhythm.turns(begin, turns, SECONDS, account.dice)) {
      Call call = diary.call(account, task, time);
      call.conversation = number;
      call.turn = turn++;
    }
  }
}
