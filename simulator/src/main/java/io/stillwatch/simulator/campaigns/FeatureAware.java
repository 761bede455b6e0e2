package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
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
 * kept. Hundreds of instructions, each said anew; what stays is the queue of work.
 */
public final class FeatureAware extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 5, 40, "all of them, cover included");
  private static final Parameter COST =
      Parameter.log("cost", "times", 2, 20, "calls that are paid for one that is kept");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 500, 800, "instructions, each said anew each time");
  private static final Parameter ACTIVITY =
      Parameter.linear("activity", "share of days", 0.3, 0.95, "drawn for each account");

  public FeatureAware() {
    super(
        "S18",
        "feature_aware",
        "accounts that live as honest kinds do, by the detector's own features",
        CALLS,
        COST,
        FRAMES,
        ACTIVITY);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Adversary(stage, accounts);
  }

  /** An honest kind that an account lives as. */
  private enum Guise {
    TALKER,
    CODER,
    APP
  }

  /** One campaign. */
  private static final class Adversary extends Campaign {
    private static final int SAID_ANEW = 2;
    private static final Tasks.Sizes APP_SIZES = new Tasks.Sizes(400, 0.7, 180, 0.7);
    private final Cover numbers = new Cover();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Tongue, List<Task>> tasks = new EnumMap<>(Tongue.class);
    private final double cost;

    /**
     * @param cover what it asks otherwise
     */
    private record Actor(
        Account account,
        Guise guise,
        Task cover,
        List<Task> kept,
        double calls,
        double turns,
        double activity) {}

    private Adversary(Stage stage, int accounts) {
      super(stage);
      cost = stage.draw(COST);
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        Tongue tongue = tongue();
        tasks.computeIfAbsent(tongue, added -> new ArrayList<>()).add(kept(tongue));
      }
      List<Task> harnesses = new ArrayList<>();
      for (int i = 0; i < Harnesses.ALL; i++) {
        harnesses.add(Harnesses.task(stage.world(), i));
      }
      recruit(accounts, new Outfit(stage, Egress.LOCAL));
      for (Account account : accounts()) {
        actors.add(actor(account, harnesses));
      }
    }

    private Task kept(Tongue tongue) {
      Genre genre = words.pick(List.of(Genre.TUTOR, Genre.ASSISTANT, Genre.CODE_REVIEW));
      Body body = Language.body(words, tongue, 30);
      return Tasks.begun(
          Language.frame(words, genre, tongue, words.between(20, 60)),
          SAID_ANEW,
          body,
          Tasks.Sizes.CHAT);
    }

    private Actor actor(Account account, List<Task> harnesses) {
      Dice own = account.dice;
      account.manner = Manner.person(own);
      Guise guise = own.pick(List.of(Guise.TALKER, Guise.TALKER, Guise.CODER, Guise.APP));
      Tongue tongue = guise == Guise.CODER ? Tongue.EN : Tongue.of(account.country, own);
      Task cover =
          switch (guise) {
            case TALKER -> Tasks.chat(tongue, Tasks.Sizes.CHAT);
            case CODER -> harnesses.get(own.zipf(Harnesses.ALL, 1.2));
            case APP ->
                Manner.program(own)
                    .of(
                        Tasks.framed(
                            Language.frame(own, Genre.SUPPORT, tongue, own.between(40, 120)),
                            Language.body(own, tongue, 25),
                            APP_SIZES));
          };
      double turns =
          switch (guise) {
            case TALKER -> own.between(1.5, 6);
            case CODER -> own.between(6.0, 20);
            case APP -> 1;
          };
      List<Task> kept =
          tasks.getOrDefault(tongue, List.of()).stream()
              .map(question -> Task.harvesting(Tasks.asking(cover, question)))
              .toList();
      return new Actor(account, guise, cover, kept, stage.draw(CALLS), turns, stage.draw(ACTIVITY));
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Actor actor : actors) {
        Dice own = actor.account().dice;
        if (!present(actor.account(), diary.day()) || !own.chance(actor.activity())) {
          continue;
        }
        double talks = actor.calls() / actor.activity() / actor.turns();
        for (int talk = count(talks, diary, own); talk > 0; talk--) {
          talk(actor, diary);
        }
      }
    }

    private void talk(Actor actor, Diary diary) {
      Account account = actor.account();
      Dice own = account.dice;
      long begin =
          switch (actor.guise()) {
            case TALKER -> Rhythm.waking(diary.day(), account.country.zone, own);
            case CODER -> Rhythm.working(diary.day(), account.country.zone, own);
            case APP -> Rhythm.any(diary.day(), own);
          };
      long number = actor.guise() == Guise.APP ? 0 : numbers.nextConversation();
      int turn = 1;
      for (long time : Rhythm.turns(begin, own.geometric(actor.turns()), 45, own)) {
        boolean kept = own.chance(1 / cost) && !actor.kept().isEmpty();
        Call call = diary.call(account, kept ? own.pick(actor.kept()) : actor.cover(), time);
        call.item = kept || actor.guise() == Guise.APP ? nextItem() : 0;
        call.conversation = number;
        call.turn = turn++;
      }
    }
  }
}
