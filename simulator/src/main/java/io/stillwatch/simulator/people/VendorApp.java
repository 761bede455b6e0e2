package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Frame;
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
 * L17: a vendor's app that its users run with keys of their own: one frame and one client over many
 * accounts. What they ask overlaps as chance has it: the same things are on many people's minds.
 */
final class VendorApp extends Honest {
  private static final Parameter USERS =
      Parameter.log("users", "accounts", 100, 10_000, "of one app");
  private static final Parameter TOPICS =
      Parameter.log("topics", "questions", 500, 20_000, "that users have, by a power law");
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 0.3, 4, "of a user's active day");
  private static final Parameter LAUNCHED =
      Parameter.linear("launched", "share of apps", 0.35, 0.35, "launched within the season");

  VendorApp() {
    super(
        "L17",
        "vendor_app",
        "a vendor's app with keys of its users: one frame over many accounts",
        USERS,
        TOPICS,
        TALKS,
        LAUNCHED);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new App(stage, accounts);
  }

  /** One app and its users. */
  private static final class App extends Group {
    private static final double DAYS_A_RELEASE = 28;
    private static final double OTHER_USES = 0.1;

    /** People read along. */
    private static final double STREAMED = 0.8;

    private final Task app;
    private final List<Task> others = new ArrayList<>();
    private final List<Double> talks = new ArrayList<>();
    private final double turns;
    private final int topics;

    private App(Stage stage, int accounts) {
      Dice dice = stage.dice();
      topics = stage.drawWhole(TOPICS);
      turns = dice.between(1, 3.0);
      app = app(dice);
      boolean launched = dice.chance(stage.draw(LAUNCHED));
      double launch =
          launched ? dice.between(0, Math.max(1, stage.days() - 8.0)) : -dice.between(60.0, 900);
      String client = "app-" + dice.hex(6);
      double mean = stage.draw(TALKS);
      int users = Math.min(accounts, stage.drawWhole(USERS));
      for (int i = 0; i < users; i++) {
        Account account = join(stage.ordinary(i));
        // Keys are new for the app, or those that somebody had before.
        if (!launched || account.dice.chance(0.8)) {
          account.signUpDay = arrival(account.dice, launch, launched, stage.days());
        }
        account.client = stage.world().clients().of(client, account.dice);
        others.add(
            Manner.person(account.dice)
                .of(Tasks.chat(Tongue.of(account.country, account.dice), Tasks.Sizes.CHAT)));
        talks.add(Math.min(10, account.dice.logNormal(mean, 0.8)));
      }
    }

    /** Most within days of a launch; later ones evenly. */
    private static double arrival(Dice dice, double launch, boolean launched, int days) {
      double end = days - 1.0;
      double day =
          launched && dice.chance(0.6)
              ? launch + 4 * dice.exponential()
              : launch + (end - launch) * dice.unit();
      return Math.min(end, day);
    }

    /** Its frame changes a little with a release; its own settings are everybody's. */
    private static Task app(Dice dice) {
      Genre genre = dice.pick(List.of(Genre.ASSISTANT, Genre.TUTOR, Genre.STORY, Genre.TRANSLATOR));
      Frame base = Language.frame(dice, genre, Tongue.EN, dice.between(50, 180));
      Body body = Language.body(dice, Tongue.EN, 14);
      long seed = dice.seed();
      Manner manner = Manner.program(dice);
      manner.streaming = dice.chance(STREAMED) ? 1 : 0;
      Tasks.Sizes sizes = new Tasks.Sizes(dice.between(30, 600), 0.6, dice.between(80, 500), 0.6);
      return manner.of(
          (call, day, words, ask) -> {
            String release = "release/" + (int) Math.floor(day / DAYS_A_RELEASE);
            Frame frame = (depth, variation) -> base.text(1, Dice.of(seed, release));
            Tasks.framed(frame, body, sizes).write(call, day, words, ask);
          });
    }

    @Override
    public void plan(Diary diary) {
      for (int i = 0; i < accounts().size(); i++) {
        Account account = accounts().get(i);
        Dice dice = account.dice;
        if (diary.day().number() + 1 < account.signUpDay || !dice.chance(0.6)) {
          continue;
        }
        for (int talk = dice.poisson(talks.get(i)); talk > 0; talk--) {
          long begin = Rhythm.waking(diary.day(), account.country.zone, dice);
          Task task = dice.chance(OTHER_USES) ? others.get(i) : app;
          for (Call call : diary.talk(account, task, begin, dice.geometric(turns), 40, dice)) {
            call.item = dice.zipf(topics, 0.9);
          }
        }
      }
    }
  }
}
