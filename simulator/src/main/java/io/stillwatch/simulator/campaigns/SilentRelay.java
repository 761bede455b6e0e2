package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S06: a provider answers its own customers with another's model, and keeps some of the answers.
 * For some it comes back, on another account, and hands the sealed thoughts in to have them said.
 */
public final class SilentRelay extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 5, 10, "5.6 in one run, as reported");
  private static final Parameter CODING =
      Parameter.linear("coding", "share of sessions", 0.5, 0.9, "harness traffic is preferred");
  private static final Parameter KEPT =
      Parameter.linear("kept", "share of calls", 0.3, 1, "whose answers are kept");
  private static final Parameter REPLAYED =
      Parameter.linear(
          "replayed",
          "share of kept calls",
          0.05,
          0.2,
          "that were thought over, whose thoughts are asked for");
  private static final Parameter DELAY =
      Parameter.log("delay", "minutes", 3, 120, "until the thoughts are asked for");

  public SilentRelay() {
    super(
        "S06",
        "silent_relay",
        "other people's questions served through accounts, answers kept, thoughts replayed",
        CALLS,
        CODING,
        KEPT,
        REPLAYED,
        DELAY,
        PARAPHRASE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Serving(stage, accounts);
  }

  /** One relay. */
  private static final class Serving extends Campaign {
    private final Map<Task, Task> kept = new HashMap<>();
    private final EndUsers users;
    private final Relay relay;
    private final Task replay;
    private final double calls;
    private final double share;
    private final double replayed;
    private final double delay;

    private Serving(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      share = stage.draw(KEPT);
      replayed = stage.draw(REPLAYED);
      delay = stage.draw(DELAY);
      users = new EndUsers(stage, stage.draw(CODING));
      replay = crop(Genre.ELICITATION, tongue(), stage.drawWhole(PARAPHRASE), ANSWER);
      Outfit outfit =
          new Outfit(stage, Egress.LOCAL)
              .from(List.of(Country.draw(dice), Country.draw(dice)))
              .asHarness()
              .people();
      relay = new Relay(stage, outfit, banned -> {});
      double days = stage.draw(ARRIVAL);
      for (int i = 0; i < accounts; i++) {
        Account account = open(arrival(days));
        outfit.dress(account);
        relay.add(account);
      }
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      List<Demand> demands = new ArrayList<>();
      double asked = present(diary.day()).size() * calls / (1 + share * replayed);
      for (Demand demand : users.demands(diary.day(), asked)) {
        demands.add(dice.chance(share) ? kept(demand) : demand);
      }
      relay.serve(demands, diary, this::replay);
    }

    private Demand kept(Demand demand) {
      Task task = kept.computeIfAbsent(demand.task(), Task::harvesting);
      return Demand.of(demand.time(), demand.session(), demand.turn(), task, demand.item());
    }

    /** In a session of its own, which goes to another account. */
    private @Nullable Demand replay(Call call) {
      if (!call.task.harvests() || call.task == replay || !call.thinks(call.turn)) {
        return null;
      }
      if (!dice.chance(replayed)) {
        return null;
      }
      return new Demand(
          call.time + (long) (60_000 * delay * (0.5 + dice.unit())),
          users.nextSession(),
          1,
          replay,
          nextItem(),
          0,
          call.trace(call.turn));
    }
  }
}
