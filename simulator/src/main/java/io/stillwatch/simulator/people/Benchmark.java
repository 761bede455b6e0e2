package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
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
import java.util.ArrayList;
import java.util.List;

/** L09: academics who measure: chains of thought, log probabilities, resampling, sweeps. */
final class Benchmark extends Honest {
  private static final Parameter ITEMS =
      Parameter.log("items", "questions", 60, 400, "of a run, drawn from a public set");
  private static final Parameter RUNS =
      Parameter.linear("runs", "days", 4, 15, "between two runs, on average");
  private static final Parameter SETS =
      Parameter.whole("sets", "sets", 1, 5, "of other topics and frames");

  Benchmark() {
    super(
        "L09",
        "benchmark",
        "academics: thoughts before the answer, log probabilities, resampling, sweeps",
        ITEMS,
        RUNS,
        SETS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Laboratory(stage);
  }

  /** One group of researchers. */
  private static final class Laboratory extends Group {
    private static final List<Double> SWEEP = List.of(0.0, 0.3, 0.6, 0.8, 1.0);
    private static final List<Integer> SAMPLES = List.of(1, 1, 4, 8, 16);

    private static final long QUESTIONS = 1_000_000;

    private final Account self;
    private final List<Task> sets = new ArrayList<>();
    private final int items;
    private final double every;

    private Laboratory(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = stage.dice();
      self.moveTo(stage.world().places().office(dice, self.country));
      if (dice.chance(0.4)) {
        self.places.add(0, stage.world().places().host(dice));
      }
      Program.pay(self);
      items = stage.drawWhole(ITEMS);
      every = stage.draw(RUNS);
      for (int i = stage.drawWhole(SETS); i > 0; i--) {
        sets.add(set(dice));
      }
    }

    /** One set, run with a frame that wants thoughts, or without. */
    private static Task set(Dice dice) {
      Genre genre =
          dice.pick(
              List.of(Genre.REASON_IN_TAGS, Genre.REASON_IN_TAGS, Genre.CLASSIFIER, Genre.TUTOR));
      Body questions = Language.body(dice, Tongue.EN, 35);
      Task task =
          Tasks.framed(
              Language.frame(dice, genre, Tongue.EN, dice.between(25, 70)),
              0,
              item -> questions.text(item % QUESTIONS),
              new Tasks.Sizes(40, 0.6, genre == Genre.CLASSIFIER ? 8 : 350, 0.6));
      boolean logProbabilities = dice.chance(0.4);
      boolean single = logProbabilities && dice.chance(0.5);
      return (call, day, words, ask) -> {
        task.write(call, day, words, ask);
        int setting = (int) (call.item / QUESTIONS);
        ask.temperature = SWEEP.get(setting % SWEEP.size());
        ask.samples = SAMPLES.get(setting / SWEEP.size());
        ask.logProbabilities = logProbabilities;
        ask.topLogProbabilities = logProbabilities ? 5 : 0;
        ask.maxTokens = single ? 1 : 1_024;
        ask.outputTokens = Math.min(ask.outputTokens, ask.maxTokens);
      };
    }

    @Override
    public void plan(Diary diary) {
      Dice dice = self.dice;
      if (!dice.chance(1 / every)) {
        return;
      }
      Task set = dice.pick(sets);
      int setting = dice.below(SWEEP.size() * SAMPLES.size());
      int from = dice.below(5) * items;
      double time = Rhythm.working(diary.day(), self.country.zone, dice);
      for (int item = 0; item < items; item++) {
        Call call = diary.call(self, set, (long) time);
        call.item = setting * QUESTIONS + from + item;
        time += 1_000 * 1.5 * dice.gamma(2);
      }
    }
  }
}
