package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/**
 * S12: weeks of next to nothing, then a few calls of each of very many accounts within two days.
 * Before and after, the accounts chat like anybody.
 */
public final class Pulse extends Scenario {
  private static final Parameter QUIET =
      Parameter.linear("quiet", "days", 14, 25, "before the pulse; at most half the campaign");
  private static final Parameter LOW =
      Parameter.log("low", "calls an account-day", 0.005, 0.05, "in the quiet time");
  private static final Parameter EACH =
      Parameter.linear("each", "calls an account", 2, 6, "in the pulse; 4 as reported");
  private static final Parameter HOURS =
      Parameter.linear("hours", "hours", 30, 48, "that the pulse takes");
  private static final Parameter AGED =
      Parameter.linear("aged", "share of accounts", 0.2, 0.9, "opened long before");
  private static final Parameter CHAT =
      Parameter.log("chat", "conversations a day", 0.1, 1.5, "of an account, beside");
  private static final Parameter REPLAYED =
      Parameter.linear("replayed", "share of calls", 0.2, 0.8, "that hand in another's trace");

  public Pulse() {
    super(
        "S12",
        "pulse",
        "four calls each of thousands of accounts, within two days",
        List.of(ARRIVAL),
        QUIET,
        LOW,
        EACH,
        HOURS,
        AGED,
        CHAT,
        REPLAYED,
        PARAPHRASE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Users(stage, accounts);
  }

  /** One campaign. */
  private static final class Users extends Campaign {
    private final Traces traces = new Traces();
    private final Cover cover = new Cover();
    private final Task task;
    private final double low;
    private final double each;
    private final double hours;
    private final double chat;
    private final double replayed;

    /** Days from the season's first. */
    private final double pulse;

    private Users(Stage stage, int accounts) {
      super(stage);
      double quiet = Math.min(stage.draw(QUIET), (stage.days() - begin) / 2.0);
      pulse = begin + quiet;
      low = stage.draw(LOW);
      each = stage.draw(EACH);
      hours = stage.draw(HOURS);
      chat = stage.draw(CHAT);
      replayed = stage.draw(REPLAYED);
      double aged = stage.draw(AGED);
      task = typed(crop(Genre.ELICITATION, tongue(), stage.drawWhole(PARAPHRASE), ANSWER));
      Outfit outfit = new Outfit(stage, Egress.OWN).paying(0.5).people();
      for (int i = 0; i < accounts; i++) {
        double day = dice.chance(aged) ? -dice.between(5.0, 600) : within(begin, quiet);
        outfit.dress(open(day));
      }
    }

    @Override
    public void plan(Diary diary) {
      double today = diary.day().number();
      double share = Math.max(0, Math.min(today + 1, pulse + hours / 24) - Math.max(today, pulse));
      double mean = each * share / (hours / 24);
      for (Account account : present(diary.day())) {
        cover.talks(account, chat, diary);
        if (works(diary.day())) {
          for (int i = count(mean > 0 ? mean : low, diary, dice); i > 0; i--) {
            ask(account, mean > 0 ? inPulse(today, share) : dice.between(0.0, 24), diary);
          }
        }
      }
      traces.dayEnds();
    }

    /** An hour of the day within the pulse. */
    private double inPulse(double today, double share) {
      return 24 * (Math.max(0, pulse - today) + share * dice.unit());
    }

    private void ask(Account account, double hour, Diary diary) {
      Call call = single(diary, account, task, diary.day().at(hour));
      call.item = nextItem();
      if (dice.chance(replayed)) {
        call.submits = traces.ofAnother(account, dice);
      }
      if (call.thinks(call.turn)) {
        traces.add(call);
      }
    }
  }
}
