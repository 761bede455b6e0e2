package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Ask;
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
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * L04: an aggregator: one account, thousands of users of many apps. Their history was made
 * elsewhere, and what would tell them apart is taken out.
 */
final class Router extends Honest {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls a day", 200, 3_000, "of the one account");
  private static final Parameter APPS =
      Parameter.log("apps", "apps", 50, 2_000, "behind it, each with a frame of its own");
  private static final Parameter FOREIGN =
      Parameter.linear("foreign", "share", 0.5, 1, "of later turns whose history others made");

  Router() {
    super(
        "L04",
        "router",
        "an aggregator: one account for thousands of users, history from elsewhere",
        CALLS,
        APPS,
        FOREIGN);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Aggregator(stage);
  }

  /** One aggregator. */
  private static final class Aggregator extends Group {
    private static final double WITHOUT_FRAME = 0.35;
    private static final double CODING_TOOLS = 0.15;

    private final Account self;
    private final World world;
    private final List<Task> apps = new ArrayList<>();
    private final Task chat;
    private final List<Task> coding = new ArrayList<>();
    private final double calls;
    private final double foreign;
    private long next;

    private Aggregator(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = stage.dice();
      world = stage.world();
      calls = stage.draw(CALLS);
      foreign = stage.draw(FOREIGN);
      self.plan = dice.chance(0.5) ? Plan.ENTERPRISE : Plan.TEAM;
      self.verification = dice.between(4, 5);
      self.organisation = "org-" + dice.hex(10);
      self.card = Wallets.card(dice, self.country);
      self.client = world.clients().of("gateway-" + dice.hex(6), dice);
      self.moveTo(world.places().host(dice));
      self.patience = dice.unit();
      self.smallModel = 0.3;
      int count = stage.drawWhole(APPS);
      for (int i = 0; i < count; i++) {
        apps.add(elsewhere(Manner.program(dice).of(Api.task(world, dice, Country.draw(dice)))));
      }
      chat = elsewhere(Router::question);
      for (int harness = 0; harness < Harnesses.ALL; harness++) {
        coding.add(elsewhere(Harnesses.task(world, harness)));
      }
    }

    /** What the router sends on of it: of what was said before, others answered a part. */
    private Task elsewhere(Task task) {
      return (call, day, dice, ask) -> {
        task.write(call, day, dice, ask);
        int before = call.turn - 1;
        int others = 0;
        for (int turn = 0; turn < before; turn++) {
          others += dice.chance(foreign) ? 1 : 0;
        }
        ask.foreignHistory = before == 0 ? 0 : others / (double) before;
      };
    }

    @Override
    public void plan(Diary diary) {
      Dice dice = self.dice;
      for (long time : Rhythm.wakeful(diary.day(), -4, calls, 1, dice)) {
        Task task =
            dice.chance(WITHOUT_FRAME)
                ? chat
                : dice.chance(CODING_TOOLS)
                    ? coding.get(Harnesses.draw(dice))
                    : apps.get(dice.zipf(apps.size(), 1.0));
        Call call = diary.call(self, task, time);
        call.item = next++;
        call.turn = dice.geometric(2.5);
        call.place = world.places().neighbour(dice, self.places.get(0));
      }
    }
  }

  /** Somebody's, in whatever language. */
  private static void question(Call call, double day, Dice dice, Ask ask) {
    Tongue tongue = Tongue.of(Country.draw(dice), dice);
    Tasks.chat(tongue, Tasks.Sizes.CHAT).write(call, day, dice, ask);
  }
}
