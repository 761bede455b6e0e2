package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * S18: whoever runs it has read our feature list. Each account lives as one honest kind of customer
 * does, has a card and a home of its own, and asks for several honest calls before one that is
 * kept. Hundreds of instructions, each said anew; what stays is the queue of work. Whoever runs it
 * may save on each of these.
 */
public final class FeatureAware extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 5, 40, "all of them, cover included");
  private static final Parameter COST =
      Parameter.log("cost", "times", 2, 20, "calls that are paid for one that is kept");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 500, 800, "instructions");
  private static final Parameter ACTIVITY =
      Parameter.linear("activity", "share of days", 0.3, 0.95, "drawn for each account");
  private static final Parameter ANEW =
      Parameter.whole(
          "paraphrase", "depth", 2, 2, "0 the same words each time, 1 synonyms, 2 said anew");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 1, 1, "one card pays for so many");
  private static final Parameter GUISES =
      Parameter.whole(
          "guises", "0 or 1", 1, 1, "0: all live as one kind, at one pace; 1: each draws its own");

  public FeatureAware() {
    super(
        "S18",
        "feature_aware",
        "accounts that live as honest kinds do, by the detector's own features",
        CALLS,
        COST,
        FRAMES,
        ACTIVITY,
        ANEW,
        CARDS,
        GUISES);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Adversary(stage, accounts);
  }

  /** One campaign. */
  private static final class Adversary extends Campaign {
    private static final List<Guise.Kind> KINDS =
        List.of(
            Guise.Kind.TALKER, Guise.Kind.TALKER, Guise.Kind.CODER, Guise.Kind.APP, Guise.Kind.APP);

    private final List<Actor> actors = new ArrayList<>();
    private final Map<Tongue, List<Task>> tasks = new EnumMap<>(Tongue.class);
    private final double cost;
    private final int depth;

    /**
     * @param kept what is asked for the harvest
     */
    private record Actor(Guise guise, List<Task> kept, double calls, double activity) {}

    private Adversary(Stage stage, int accounts) {
      super(stage);
      cost = stage.draw(COST);
      depth = (int) apart(ANEW);
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        Tongue tongue = tongue();
        tasks.computeIfAbsent(tongue, added -> new ArrayList<>()).add(kept(tongue));
      }
      recruit(
          accounts,
          new Outfit(stage, Egress.LOCAL).sharingCards(apart(CARDS)).withoutVirtualCards());
      if (apart(GUISES) == 1) {
        accounts().forEach(account -> actors.add(actor(account)));
      } else {
        alike();
      }
    }

    /** By dice of its own, so that what else is drawn does not hang on it. */
    private double apart(Parameter parameter) {
      return stage.settings().draw(parameter, stage.dice(parameter.name()));
    }

    private void alike() {
      Guise.Kind kind = dice.pick(KINDS);
      double calls = stage.draw(CALLS);
      double activity = stage.draw(ACTIVITY);
      for (Account account : accounts()) {
        Guise guise = Guise.of(kind, account, stage);
        actors.add(new Actor(guise, kept(guise), calls, activity));
      }
    }

    private Task kept(Tongue tongue) {
      Genre genre = words.pick(List.of(Genre.TUTOR, Genre.ASSISTANT, Genre.CODE_REVIEW));
      Body body = Language.body(words, tongue, 30);
      return Tasks.begun(
          Language.frame(words, genre, tongue, words.between(20, 60)),
          depth,
          body,
          Tasks.Sizes.CHAT);
    }

    private Actor actor(Account account) {
      Guise guise = Guise.draw(KINDS, account, stage);
      return new Actor(guise, kept(guise), stage.draw(CALLS), stage.draw(ACTIVITY));
    }

    private List<Task> kept(Guise guise) {
      return tasks.getOrDefault(guise.tongue(), List.of()).stream()
          .map(question -> Task.harvesting(Tasks.asking(guise.cover(), question)))
          .toList();
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Actor actor : actors) {
        Guise guise = actor.guise();
        Dice own = guise.account().dice;
        if (!present(guise.account(), diary.day()) || !own.chance(actor.activity())) {
          continue;
        }
        double talks = actor.calls() / actor.activity() / guise.turns();
        for (int talk = count(talks, diary, own); talk > 0; talk--) {
          guise.talk(diary, () -> next(actor), this::nextItem);
        }
      }
    }

    private Task next(Actor actor) {
      Dice own = actor.guise().account().dice;
      boolean keeps = own.chance(1 / cost) && !actor.kept().isEmpty();
      return keeps ? own.pick(actor.kept()) : actor.guise().cover();
    }
  }
}
