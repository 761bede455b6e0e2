package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * S19: accounts that are honest to begin with, and become a harvest night by night, so slowly that
 * a model which is trained each night takes it for what is usual. Runs through the baseline, for
 * its sake. With framing, the instruction is that of somebody who has nothing to do with it.
 */
public final class Poisoning extends Scenario {
  private static final Parameter STEP =
      Parameter.log("step", "share a night", 0.005, 0.02, "of the way to the target");
  private static final Parameter NIGHTS =
      Parameter.whole("nights", "nights", 60, 120, "that the drift takes at most");
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 0.5, 4, "of an account, at first");
  private static final Parameter TARGET =
      Parameter.log("target", "calls an account-day", 20, 200, "of the harvest, in the end");
  private static final Parameter FRAMING =
      Parameter.whole("framing", "0 or 1", 0, 1, "1: uses a public harness's instruction");

  public Poisoning() {
    super(
        "S19",
        "poisoning",
        "honest accounts that turn into a harvest by a little each night",
        List.of(START, ARRIVAL),
        STEP,
        NIGHTS,
        TALKS,
        TARGET,
        FRAMING,
        PARAPHRASE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Frog(stage, accounts);
  }

  /** One campaign. */
  private static final class Frog extends Campaign {
    private static final double CALLS_A_TALK = 3.5;
    private static final List<Guise.Kind> KINDS = List.of(Guise.Kind.values());

    private final List<Actor> actors = new ArrayList<>();
    private final double step;
    private final int nights;
    private final double talks;
    private final double target;

    /**
     * @param task the harvest, in the form of what it asks anyway
     */
    private record Actor(Guise guise, Task task) {}

    private Frog(Stage stage, int accounts) {
      super(stage, 0);
      step = stage.draw(STEP);
      nights = stage.drawWhole(NIGHTS);
      talks = stage.draw(TALKS);
      target = stage.draw(TARGET);
      int depth = stage.drawWhole(PARAPHRASE);
      Task harvest =
          stage.drawWhole(FRAMING) == 0
              ? crop(Genre.REASON_IN_TAGS, tongue(), depth, ANSWER)
              : framing(Harnesses.frame(stage.world(), dice.below(Harnesses.ALL)));
      recruit(accounts, new Outfit(stage, Egress.OWN));
      for (Account account : accounts()) {
        Guise guise = Guise.draw(KINDS, account, stage);
        actors.add(new Actor(guise, guise.as(harvest)));
      }
    }

    private Task framing(Frame victims) {
      return Tasks.framed(victims, Language.body(words, Tongue.EN, 35), ANSWER);
    }

    @Override
    public void plan(Diary diary) {
      int night = diary.day().number() + 1;
      double way = Math.min(1, step * Math.min(night, nights));
      for (Actor actor : actors) {
        if (!present(actor.guise().account(), diary.day())) {
          continue;
        }
        Dice own = actor.guise().account().dice;
        actor.guise().cover(talks * CALLS_A_TALK * (1 - way), diary, this::nextItem);
        for (int i = count(target * way, diary, own); i > 0; i--) {
          boolean asUsual = own.chance(1 - way);
          long time = asUsual ? actor.guise().begin(diary.day()) : Rhythm.any(diary.day(), own);
          Call call = actor.guise().single(diary, actor.task(), time);
          call.item = nextItem();
        }
      }
    }
  }
}
