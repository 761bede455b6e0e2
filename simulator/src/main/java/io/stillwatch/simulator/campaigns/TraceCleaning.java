package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Body;
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
import java.util.List;

/**
 * S07: a loop over rotating accounts. One account has a problem solved; another hands the trace of
 * it in, and has it said again, cleaner and about as long.
 */
public final class TraceCleaning extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 280, 1_100, "of one in turn, as reported");
  private static final Parameter TURN =
      Parameter.linear("turn", "share of accounts", 0.3, 0.8, "that work on the same day");
  private static final Parameter SOLVED =
      Parameter.linear("solved", "share of calls", 0.1, 0.4, "that make new traces");
  private static final Parameter SEALED =
      Parameter.linear("sealed", "share of cleaning", 0.1, 0.6, "that hands a sealed trace in");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 3, 30, "of those that share one");

  public TraceCleaning() {
    super(
        "S07",
        "trace_cleaning",
        "traces of one account that others have said again, about as long",
        CALLS,
        TURN,
        SOLVED,
        SEALED,
        PARAPHRASE,
        CARDS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Loop(stage, accounts);
  }

  /** One campaign. */
  private static final class Loop extends Campaign {
    private static final int WORDS_OF_TRACE = 220;
    private final Traces traces = new Traces();
    private final Task solving;
    private final Task cleaning;
    private final double calls;
    private final double turn;
    private final double solved;
    private final double sealed;
    private int shift;

    private Loop(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      turn = stage.draw(TURN);
      solved = stage.draw(SOLVED);
      sealed = stage.draw(SEALED);
      int depth = stage.drawWhole(PARAPHRASE);
      Tongue tongue = tongue();
      solving = thinking(crop(Genre.REASON_IN_TAGS, tongue, depth, ANSWER));
      cleaning = cleaning(tongue, depth);
      recruit(
          accounts,
          new Outfit(stage, Egress.MIXED)
              .sharingSomeCards(stage.draw(CARDS))
              .paying(0.9)
              .oneClient());
    }

    private static Task thinking(Task task) {
      return Task.harvesting(
          (call, day, dice, ask) -> {
            task.write(call, day, dice, ask);
            ask.reasoningTokens = (int) (ask.outputTokens * dice.between(0.5, 0.8));
          });
    }

    private Task cleaning(Tongue tongue, int depth) {
      Body traces = Language.body(words, tongue, WORDS_OF_TRACE);
      Task asked =
          asks(Genre.TRACE_CLEANER, tongue, depth, traces, new Tasks.Sizes(200, 0.6, 1, 0));
      return Task.harvesting(
          (call, day, dice, ask) -> {
            asked.write(call, day, dice, ask);
            ask.outputTokens = (int) (ask.inputTokens * dice.between(0.7, 1.2));
            ask.reasoningTokens = Math.min(ask.reasoningTokens, ask.outputTokens / 2);
          });
    }

    @Override
    public void plan(Diary diary) {
      List<Account> present = present(diary.day());
      if (!works(diary.day()) || present.isEmpty()) {
        return;
      }
      int working = (int) Math.ceil(turn * present.size());
      for (int i = 0; i < working; i++) {
        Account account = present.get((shift + i) % present.size());
        int count = count(calls, diary, dice);
        for (long time : Rhythm.steady(diary.day(), count, 1.2, dice)) {
          Call call = diary.call(account, dice.chance(solved) ? solving : cleaning, time);
          call.item = nextItem();
          if (call.task == cleaning && dice.chance(sealed)) {
            call.submits = traces.ofAnother(account, dice);
          } else if (call.task == solving) {
            traces.add(call);
          }
        }
      }
      shift += working;
      traces.dayEnds();
    }
  }
}
