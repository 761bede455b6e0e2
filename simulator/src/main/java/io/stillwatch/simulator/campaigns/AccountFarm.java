package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Wallets;
import java.util.ArrayList;
import java.util.List;

/**
 * S15, a control: accounts opened in bursts, for what new customers are given. It is used up in two
 * days, and then they are silent.
 */
public final class AccountFarm extends Scenario {
  private static final Parameter BURSTS =
      Parameter.whole("bursts", "bursts", 1, 10, "of sign-ups, over the campaign");
  private static final Parameter MINUTES =
      Parameter.log("minutes", "minutes", 5, 60, "that a burst takes");
  private static final Parameter SHAPES =
      Parameter.whole("shapes", "e-mail patterns", 1, 3, "of all accounts");
  private static final Parameter CREDIT =
      Parameter.log("credit", "calls an account", 30, 300, "until its credit is used up");
  private static final Parameter HOURS =
      Parameter.linear("hours", "hours", 6, 48, "in which it is used up");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 3, 40, "one virtual card stands for so many");

  public AccountFarm() {
    super(
        "S15",
        "account_farm",
        "accounts opened in bursts, used up in two days",
        List.of(ARRIVAL),
        BURSTS,
        MINUTES,
        SHAPES,
        CREDIT,
        HOURS,
        CARDS,
        PARAPHRASE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Farm(stage, accounts);
  }

  /** One campaign. */
  private static final class Farm extends Campaign {
    private final Task task;
    private final double credit;
    private final double hours;

    private Farm(Stage stage, int accounts) {
      super(stage);
      credit = stage.draw(CREDIT);
      hours = stage.draw(HOURS);
      task = crop(Genre.REASON_IN_TAGS, tongue(), stage.drawWhole(PARAPHRASE), ANSWER);
      List<String> shapes = new ArrayList<>();
      for (int i = stage.drawWhole(SHAPES); i > 0; i--) {
        shapes.add(Wallets.email(dice));
      }
      int bursts = Math.min(accounts, stage.drawWhole(BURSTS));
      double minutes = stage.draw(MINUTES);
      Outfit outfit =
          new Outfit(stage, Egress.any(dice))
              .sharingCards(stage.draw(CARDS))
              .paying(0.8)
              .oneClient();
      String offer = dice.chance(0.5) ? dice.hex(8) : "";
      for (int burst = 0; burst < bursts; burst++) {
        double at = begin + (stage.days() - begin - 2.5) * burst / bursts + dice.unit();
        for (int i = burst; i < accounts; i += bursts) {
          Account account = open(at + minutes / (24 * 60) * dice.unit());
          outfit.dress(account);
          account.email = dice.pick(shapes);
          account.promotion = offer;
        }
      }
    }

    @Override
    public void plan(Diary diary) {
      Day day = diary.day();
      for (Account account : accounts()) {
        double since = day.number() - account.signUpDay;
        double from = Math.max(0.001, since);
        double until = Math.min(hours / 24, since + 1);
        if (until <= from) {
          continue;
        }
        int count = count(credit * (until - from) * 24 / hours, diary, dice);
        for (int i = 0; i < count; i++) {
          double at = dice.between(from, until) - since;
          Call call = diary.call(account, task, day.at(24 * at));
          call.item = nextItem();
        }
      }
    }
  }
}
