package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * S14: tasks with answers that can be checked are made up by few instructions, and each is then
 * answered many times over at a high temperature, for the best of them.
 */
public final class TaskSynthesis extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 20, 400, "of one");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 1, 4, "instructions that make up tasks");
  private static final Parameter SAMPLES =
      Parameter.log("samples", "answers a task", 4, 64, "that are drawn");
  private static final Parameter AT_ONCE =
      Parameter.whole("at_once", "answers a call", 1, 8, "of those");
  private static final Parameter TEMPERATURE =
      Parameter.linear("temperature", "temperature", 0.7, 1.2, "of those");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 2, 30, "of those that share one");

  public TaskSynthesis() {
    super(
        "S14",
        "task_synthesis",
        "tasks made up by few instructions, and many answers to each",
        CALLS,
        FRAMES,
        SAMPLES,
        AT_ONCE,
        TEMPERATURE,
        PARAPHRASE,
        CARDS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Synthesis(stage, accounts);
  }

  /** One campaign. */
  private static final class Synthesis extends Campaign {
    private final List<Task> authors = new ArrayList<>();
    private final Task answering;
    private final double calls;
    private final int repeats;

    private Synthesis(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      int depth = stage.drawWhole(PARAPHRASE);
      Tongue tongue = tongue();
      Manner manner = Manner.program(words);
      manner.temperature = Math.rint(10 * stage.draw(TEMPERATURE)) / 10;
      manner.maxTokens = words.chance(0.5) ? null : words.pick(List.of(2_048, 4_096, 8_192));
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        authors.add(Task.harvesting(manner.of(crop(Genre.TASK_AUTHOR, tongue, depth, ANSWER))));
      }
      int atOnce = stage.drawWhole(AT_ONCE);
      repeats = Math.max(1, stage.drawWhole(SAMPLES) / atOnce);
      answering = answering(tongue, atOnce, manner);
      recruit(
          accounts,
          new Outfit(stage, Egress.MIXED)
              .sharingSomeCards(stage.draw(CARDS))
              .paying(0.9)
              .oneClient());
    }

    private Task answering(Tongue tongue, int atOnce, Manner manner) {
      Task asked =
          asks(
              Genre.ASSISTANT,
              tongue,
              0,
              Language.body(words, tongue, 60),
              new Tasks.Sizes(20, 0.4, 900, 0.5));
      Task sampled =
          (call, day, dice, ask) -> {
            asked.write(call, day, dice, ask);
            ask.samples = atOnce;
          };
      return Task.harvesting(manner.of(sampled));
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Account account : present(diary.day())) {
        int count = count(calls, diary, dice);
        int repeat = 0;
        long item = 0;
        for (long time : Rhythm.steady(diary.day(), count, 1.5, dice)) {
          if (repeat == 0) {
            item = nextItem();
          }
          Call call = diary.call(account, repeat == 0 ? dice.pick(authors) : answering, time);
          call.item = item;
          repeat = (repeat + 1) % (repeats + 1);
        }
      }
    }
  }
}
