package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** L01: a nightly run of the same prompts, at the pace of a machine, from fresh runners. */
final class Evaluation extends Honest {
  private static final Parameter PROMPTS =
      Parameter.log(
          "prompts", "prompts", 20, 150, "of a run; fewer than the 1k to 50k of big ones");
  private static final Parameter SECONDS =
      Parameter.log("seconds", "seconds", 0.5, 8, "between two calls of a runner");
  private static final Parameter RUNNERS =
      Parameter.whole("runners", "machines", 1, 4, "that share a run, new ones each night");
  private static final Parameter PUSHES =
      Parameter.linear("pushes", "share of workdays", 0, 0.2, "with one more run by day");

  Evaluation() {
    super(
        "L01",
        "evaluation",
        "the same prompts every night, by a clock and from fresh machines",
        PROMPTS,
        SECONDS,
        RUNNERS,
        PUSHES);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Suite(stage);
  }

  /** One suite of one team. */
  private static final class Suite extends Group {
    private static final double CHANGES_A_DAY = 0.1;

    private final Account self;
    private final Task task;
    private final World world;
    private final int prompts;
    private final double seconds;
    private final int runners;
    private final double pushes;
    private final double hour;
    private final int firstItem;

    private Suite(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = stage.dice();
      world = stage.world();
      Program.pay(self);
      self.moveTo(world.places().host(dice));
      prompts = stage.drawWhole(PROMPTS);
      seconds = stage.draw(SECONDS);
      runners = stage.drawWhole(RUNNERS);
      pushes = stage.draw(PUSHES);
      // Schedules are written by people: mostly a full hour, or a quarter.
      hour = dice.below(24) + (dice.chance(0.6) ? 0 : dice.between(1, 3) / 4.0);
      firstItem = dice.below(1_000);
      Manner manner = Manner.program(dice);
      manner.temperature = dice.chance(0.6) ? Double.valueOf(0) : manner.temperature;
      manner.maxTokens = dice.chance(0.7) ? Integer.valueOf(512) : null;
      Genre genre = dice.pick(List.of(Genre.ASSISTANT, Genre.EXTRACTION, Genre.CODE_REVIEW));
      task =
          manner.of(
              Tasks.framed(
                  Language.frame(dice, genre, Tongue.EN, dice.between(20, 80)),
                  Language.body(dice, Tongue.EN, 25),
                  new Tasks.Sizes(dice.between(50, 900), 0.3, dice.between(20, 200), 0.4)));
    }

    @Override
    public void plan(Diary diary) {
      run(diary, hour);
      if (!diary.day().weekend() && self.dice.chance(pushes)) {
        run(diary, Math.floorMod(self.dice.between(9, 17) - self.country.zone, 24));
      }
    }

    /** From time to time a prompt of the suite is replaced. */
    private void run(Diary diary, double from) {
      int changed = (int) (diary.day().number() * CHANGES_A_DAY);
      List<Place> machines = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        machines.add(world.places().neighbour(self.dice, self.places.get(0)));
      }
      double time = diary.day().at(from) + 1_000 * self.dice.between(3.0, 40);
      for (int i = 0; i < prompts; i++) {
        Call call = diary.call(self, task, (long) time);
        call.item = firstItem + i + (i < changed ? 10_000L : 0);
        call.place = machines.get(i % runners);
        time += 1_000 * seconds / runners * self.dice.logNormal(1, 0.2);
      }
    }
  }
}
