package io.stillwatch.simulator.campaigns;

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
import io.stillwatch.simulator.world.Country;
import java.util.ArrayList;
import java.util.List;

/** S09: few sensitive topics, said so that they pass, in another language, by office hours. */
public final class SafeRewrites extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 10, 200, "of one");
  private static final Parameter TOPICS =
      Parameter.whole("topics", "topics", 2, 8, "that are rewritten");
  private static final Parameter REFUSED =
      Parameter.linear("refused", "share of calls", 0.03, 0.2, "that the model refuses");
  private static final Parameter CHINESE =
      Parameter.linear("chinese", "share of topics", 0.6, 1, "in Chinese; the rest in English");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 1, 10, "of those that share one, from 2 on");

  public SafeRewrites() {
    super(
        "S09",
        "safe_rewrites",
        "sensitive questions, few topics, rewritten so that they pass",
        CALLS,
        TOPICS,
        REFUSED,
        CHINESE,
        PARAPHRASE,
        CARDS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Rewriting(stage, accounts);
  }

  /** One campaign. */
  private static final class Rewriting extends Campaign {
    private final List<Task> topics = new ArrayList<>();
    private final double calls;
    private final double refused;

    private Rewriting(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      refused = stage.draw(REFUSED);
      double chinese = stage.draw(CHINESE);
      int depth = stage.drawWhole(PARAPHRASE);
      for (int i = stage.drawWhole(TOPICS); i > 0; i--) {
        topics.add(topic(words.chance(chinese) ? Tongue.ZH : Tongue.EN, depth));
      }
      recruit(
          accounts,
          new Outfit(stage, Egress.MIXED).sharingSomeCards(stage.draw(CARDS)).oneClient());
    }

    private Task topic(Tongue tongue, int depth) {
      Task asked =
          asks(
              Genre.SAFE_REWRITER,
              tongue,
              depth,
              Language.body(words, tongue, 30),
              new Tasks.Sizes(0, 0, 180, 0.5));
      return Task.harvesting(
          (call, day, dice, ask) -> {
            asked.write(call, day, dice, ask);
            ask.refused = dice.chance(refused);
            ask.flagged = dice.chance(ask.refused ? 0.5 : 0.05);
            ask.outputTokens = ask.refused ? 20 + dice.below(60) : ask.outputTokens;
            ask.reasoningTokens = Math.min(ask.reasoningTokens, ask.outputTokens / 2);
          });
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Account account : present(diary.day())) {
        double mean = diary.day().weekend() ? calls / 4 : calls;
        for (int i = count(mean, diary, dice); i > 0; i--) {
          long time = Rhythm.working(diary.day(), Country.CN.zone, dice);
          Call call = diary.call(account, dice.pick(topics), time);
          call.item = nextItem();
        }
      }
    }
  }
}
