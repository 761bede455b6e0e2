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

/**
 * S13, a control: one token an answer, with its log probabilities, while biases walk through the
 * vocabulary.
 */
public final class LogitExtraction extends Scenario {
  private static final int MOST_ACCOUNTS = 20;
  private static final Parameter REQUESTS =
      Parameter.log("requests", "calls", 1e4, 1e6, "of all accounts, in the whole campaign");
  private static final Parameter DAYS =
      Parameter.linear("days", "days", 3, 20, "that it takes, if the season has so many");
  private static final Parameter BIASED =
      Parameter.log("biased", "tokens a call", 20, 300, "with a bias; 1,000 to 100,000 in all");
  private static final Parameter PROMPTS =
      Parameter.log("prompts", "prompts", 1, 2_000, "that are asked again and again");

  public LogitExtraction() {
    super(
        "S13",
        "logit_extraction",
        "log probabilities of single tokens, with biases",
        REQUESTS,
        DAYS,
        BIASED,
        PROMPTS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Extraction(stage, Math.min(accounts, MOST_ACCOUNTS));
  }

  /** One campaign. */
  private static final class Extraction extends Campaign {
    private final Task task;
    private final double mean;
    private final int days;
    private final int prompts;

    private Extraction(Stage stage, int accounts) {
      super(stage);
      double requests = stage.draw(REQUESTS);
      days = 1 + (int) Math.min(stage.draw(DAYS), stage.days() - begin - 1);
      mean = requests / days / accounts;
      prompts = stage.drawWhole(PROMPTS);
      task = task(stage.drawWhole(BIASED));
      Outfit outfit = new Outfit(stage, Egress.any(dice)).paying(1);
      double arrival = Math.min(stage.draw(ARRIVAL), days / 2.0);
      for (int i = 0; i < accounts; i++) {
        outfit.dress(open(within(begin, arrival)));
      }
    }

    private Task task(int biased) {
      Tongue tongue = tongue();
      Task asked =
          asks(
              Genre.CLASSIFIER,
              tongue,
              0,
              Language.body(words, tongue, 10),
              new Tasks.Sizes(0, 0, 1, 0));
      return Task.harvesting(
          (call, day, dice, ask) -> {
            asked.write(call, day, dice, ask);
            ask.maxTokens = 1;
            ask.outputTokens = 1;
            ask.reasoningTokens = 0;
            ask.truncated = true;
            ask.logProbabilities = true;
            ask.topLogProbabilities = 20;
            ask.biasedTokens = biased;
          });
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number() - begin;
      if (day < 0 || day >= days) {
        return;
      }
      for (Account account : present(diary.day())) {
        int count = count(mean, diary, dice);
        for (long time : Rhythm.steady(diary.day(), count, 0.3, dice)) {
          Call call = diary.call(account, task, time);
          call.item = nextItem() % prompts;
        }
      }
    }
  }
}
