package io.stillwatch.simulator.people;

import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.List;

/** L0: somebody who chats by day, now and then; or a small company's staff. */
final class Chat extends Honest {
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 0.15, 4, "of an active day, on average");
  private static final Parameter TURNS =
      Parameter.linear("turns", "turns", 1.5, 6, "of a conversation, on average");
  private static final Parameter ACTIVITY =
      Parameter.linear("activity", "share of days", 0.15, 0.95, "days on which it calls at all");

  Chat() {
    super("L0", "chat", "people who chat, each for himself", TALKS, TURNS, ACTIVITY);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Staff(stage, accounts);
  }

  /** What somebody asks who just asks. */
  static Person person(Stage stage, Account account) {
    Tongue tongue = Tongue.of(account.country, account.dice);
    return new Person(
        account,
        Manner.person(account.dice).of(Tasks.chat(tongue, Tasks.Sizes.CHAT)),
        stage.draw(TALKS),
        stage.draw(TURNS),
        stage.draw(ACTIVITY));
  }

  /** One person, or a company's. */
  private static final class Staff extends Group {
    private final List<Person> people = new ArrayList<>();

    private Staff(Stage stage, int accounts) {
      for (Account account : Company.staff(stage, accounts)) {
        people.add(person(stage, join(account)));
      }
    }

    @Override
    public void plan(Diary diary) {
      people.forEach(person -> person.plan(diary));
    }
  }
}
