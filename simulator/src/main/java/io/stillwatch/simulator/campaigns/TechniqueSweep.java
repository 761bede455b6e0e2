package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Ask;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/**
 * S11: a few accounts try thousands of ways to get at hidden thoughts, mostly in vain. Within a
 * week the ways that worked are used by all accounts.
 */
public final class TechniqueSweep extends Scenario {
  private static final Parameter PROBERS =
      Parameter.whole("probers", "accounts", 1, 30, "that try; the others come for what works");
  private static final Parameter REQUESTS =
      Parameter.log("requests", "calls", 6_000, 15_000, "of the sweep; 12,000 as reported");
  private static final Parameter DAYS =
      Parameter.whole("days", "days", 1, 3, "that the sweep takes");
  private static final Parameter REFUSED =
      Parameter.linear("refused", "share of calls", 0.9, 0.99, "of the sweep that fail");
  private static final Parameter PAUSE =
      Parameter.whole("pause", "days", 1, 6, "from the sweep to its use");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 50, 800, "of one, once they know how");

  public TechniqueSweep() {
    super(
        "S11",
        "technique_sweep",
        "thousands of techniques, each once, mostly refused; then the best, at scale",
        PROBERS,
        REQUESTS,
        DAYS,
        REFUSED,
        PAUSE,
        CALLS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Sweep(stage, accounts);
  }

  /** One campaign. What the sweep gets, where it is not refused, is kept, too. */
  private static final class Sweep extends Campaign {
    private static final double TOGETHER = 0.1;
    private final List<Account> probers;
    private final Task probe;
    private final Task winner;
    private final int days;
    private final int pause;
    private final double requests;
    private final double calls;

    private Sweep(Stage stage, int accounts) {
      super(stage);
      int probing = Math.min(accounts, stage.drawWhole(PROBERS));
      requests = stage.draw(REQUESTS);
      days = stage.drawWhole(DAYS);
      pause = stage.drawWhole(PAUSE);
      calls = stage.draw(CALLS);
      Tongue tongue = tongue();
      probe = probe(tongue, stage.draw(REFUSED));
      winner = crop(Genre.ELICITATION, tongue, 0, ANSWER);
      Outfit outfit = new Outfit(stage, Egress.MIXED).paying(0.9);
      double arrival = stage.draw(ARRIVAL);
      for (int i = 0; i < probing; i++) {
        outfit.dress(open(within(begin, TOGETHER)));
      }
      probers = List.copyOf(accounts());
      double use = Math.min(begin + days + pause, stage.days() - 1.0);
      for (int i = probing; i < accounts; i++) {
        outfit.dress(open(within(use, arrival)));
      }
    }

    /** Another technique each time, for the same few questions. */
    private Task probe(Tongue tongue, double refused) {
      long seed = words.seed();
      Body questions = Language.body(words, tongue, 20);
      return Task.harvesting(
          (call, day, dice, ask) -> {
            technique(tongue, seed, call.item, questions).write(call, day, dice, ask);
            answer(ask, dice.chance(refused), dice);
          });
    }

    private static Task technique(Tongue tongue, long seed, long number, Body questions) {
      Dice own = Dice.of(seed, "technique/" + number);
      Frame frame = Language.frame(own, Genre.ELICITATION, tongue, own.between(25, 110));
      return Tasks.begun(frame, 0, item -> questions.text(item % 12), ANSWER);
    }

    private static void answer(Ask ask, boolean refused, Dice dice) {
      ask.refused = refused;
      ask.flagged = dice.chance(refused ? 0.6 : 0.05);
      ask.outputTokens = refused ? 15 + dice.below(80) : ask.outputTokens;
      ask.reasoningTokens = Math.min(ask.reasoningTokens, ask.outputTokens / 2);
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number() - begin;
      if (day >= 0 && day < days) {
        sweep(diary, probers, requests / days / probers.size(), probe);
      } else if (day >= days + pause) {
        sweep(diary, accounts(), calls, winner);
      }
    }

    private void sweep(Diary diary, List<Account> working, double mean, Task task) {
      for (Account account : working) {
        if (present(account, diary.day())) {
          int count = count(mean, diary, dice);
          for (long time : Rhythm.steady(diary.day(), count, 1.5, dice)) {
            Call call = diary.call(account, task, time);
            call.item = nextItem();
          }
        }
      }
    }
  }
}
