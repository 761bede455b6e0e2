package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.List;

/** L19: a translator's office: one frame, many languages, now and then sensitive texts. */
final class Localisation extends Honest {
  private static final Parameter STAFF = Parameter.log("staff", "accounts", 1, 12, "of one office");
  private static final Parameter CALLS =
      Parameter.log("calls", "pieces an account-day", 8, 120, "while a project lasts");
  private static final Parameter SENSITIVE =
      Parameter.linear("sensitive", "share of projects", 0.05, 0.3, "news, law, medicine");

  Localisation() {
    super(
        "L19",
        "localisation",
        "one frame over many languages, sometimes with sensitive texts",
        STAFF,
        CALLS,
        SENSITIVE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Office(stage, accounts);
  }

  /** One office. */
  private static final class Office extends Group {
    private static final double NEW_PROJECT = 0.25;
    private static final double BUSY = 0.8;

    private final List<Task> languages = new ArrayList<>();
    private final List<Task> sensitive = new ArrayList<>();
    private final double calls;
    private final double share;
    private final Dice dice;
    private List<Task> project = languages;
    private long next;

    private Office(Stage stage, int accounts) {
      dice = stage.dice();
      List<Account> staff =
          Company.accounts(stage, Math.min(accounts, Math.max(1, stage.drawWhole(STAFF))));
      Company.found(stage, dice, staff, Plan.TEAM, 4);
      staff.forEach(this::join);
      calls = stage.draw(CALLS);
      share = stage.draw(SENSITIVE);
      Manner manner = Manner.program(dice);
      Frame translate = Language.frame(dice, Genre.TRANSLATOR, Tongue.EN, dice.between(40, 120));
      Frame soften = Language.frame(dice, Genre.SAFE_REWRITER, Tongue.EN, dice.between(40, 120));
      Tasks.Sizes sizes = new Tasks.Sizes(60, 0.5, 180, 0.5);
      for (Tongue tongue : Tongue.values()) {
        Body text = Language.body(dice, tongue, 50);
        languages.add(manner.of(Tasks.framed(translate, 0, text, sizes)));
        Task careful = manner.of(Tasks.framed(soften, 0, text, sizes));
        sensitive.add(
            (call, day, words, ask) -> {
              careful.write(call, day, words, ask);
              ask.flagged |= words.chance(0.1);
            });
      }
    }

    @Override
    public void plan(Diary diary) {
      if (dice.chance(NEW_PROJECT)) {
        project = dice.chance(share) ? sensitive : languages;
      }
      if (diary.day().weekend() || !dice.chance(BUSY)) {
        return;
      }
      for (Account account : accounts()) {
        for (int i = account.dice.poisson(calls); i > 0; i--) {
          long time = Rhythm.working(diary.day(), account.country.zone, account.dice);
          diary.call(account, account.dice.pick(project), time).item = next++;
        }
      }
    }
  }
}
