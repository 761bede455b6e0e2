package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/**
 * S08: the model grades another model's answers by a rubric, in a burst after each step of its
 * training.
 */
public final class RewardModel extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 50, 2_000, "of one, all bursts together");
  private static final Parameter STEP =
      Parameter.log("step", "minutes", 3, 20, "from one burst to the next");
  private static final Parameter BURST =
      Parameter.linear("burst", "seconds", 10, 60, "that a burst takes");
  private static final Parameter RUNS =
      Parameter.linear("runs", "share of days", 0.5, 1, "on which a training runs");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 2, 20, "of those that share one");

  public RewardModel() {
    super(
        "S08",
        "reward_model",
        "answers graded by one rubric, in bursts every few minutes",
        CALLS,
        STEP,
        BURST,
        RUNS,
        PARAPHRASE,
        CARDS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Training(stage, accounts);
  }

  /** One campaign. */
  private static final class Training extends Campaign {
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int LONGEST_GRADE = 59;
    private final Task grading;
    private final double calls;
    private final double step;
    private final double burst;
    private final double runs;
    private int turn;

    private Training(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      step = stage.draw(STEP);
      burst = stage.draw(BURST);
      runs = stage.draw(RUNS);
      grading = grading(stage.drawWhole(PARAPHRASE));
      recruit(
          accounts,
          new Outfit(stage, Egress.MIXED)
              .sharingSomeCards(stage.draw(CARDS))
              .paying(1)
              .oneClient());
    }

    private Task grading(int depth) {
      Tongue tongue = tongue();
      Double temperature = words.chance(0.7) ? Double.valueOf(0) : null;
      Integer most = words.chance(0.6) ? Integer.valueOf(64) : null;
      Task asked =
          asks(
              Genre.JUDGE,
              tongue,
              depth,
              Language.body(words, tongue, 120),
              new Tasks.Sizes(500, 0.25, 24, 0.3));
      return Task.harvesting(
          (call, day, dice, ask) -> {
            asked.write(call, day, dice, ask);
            ask.outputTokens = Math.min(LONGEST_GRADE, ask.outputTokens);
            ask.reasoningTokens = Math.min(ask.reasoningTokens, ask.outputTokens / 2);
            ask.temperature = temperature;
            ask.maxTokens = most;
          });
    }

    @Override
    public void plan(Diary diary) {
      List<Account> present = present(diary.day());
      if (!works(diary.day()) || present.isEmpty() || !dice.chance(runs)) {
        return;
      }
      double steps = MINUTES_A_DAY / step;
      double each = Math.min(calls, 0.9 * diary.mostCalls()) * present.size() / steps;
      for (double minute = step * dice.unit(); minute < MINUTES_A_DAY - 1; minute += step) {
        for (int i = dice.poisson(each); i > 0; i--) {
          Account account = present.get(turn++ % present.size());
          long time = diary.day().at(minute / 60) + (long) (1_000 * burst * dice.unit());
          Call call = diary.call(account, grading, time);
          call.item = nextItem();
        }
      }
    }
  }
}
