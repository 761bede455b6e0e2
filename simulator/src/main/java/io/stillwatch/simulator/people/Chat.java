package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/** L0: somebody who chats by day, now and then. */
public final class Chat implements Role {
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 0.15, 4, "of an active day, on average");
  private static final Parameter TURNS =
      Parameter.linear("turns", "turns", 1.5, 6, "of a conversation, on average");
  private static final Parameter ACTIVITY =
      Parameter.linear("activity", "share of days", 0.15, 0.95, "days on which it calls at all");

  @Override
  public String code() {
    return "L0";
  }

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String description() {
    return "people who chat, each for himself";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(TALKS, TURNS, ACTIVITY);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Person(stage);
  }

  /** One person. */
  private static final class Person extends Group {
    private final Account self;
    private final Task task;
    private final double talks;
    private final double turns;
    private final double activity;
    private long conversation;

    private Person(Stage stage) {
      self = join(stage.ordinary(0));
      task = Tasks.chat(Tongue.of(self.country, stage.dice()), Tasks.Sizes.CHAT);
      talks = stage.draw(TALKS);
      turns = stage.draw(TURNS);
      activity = stage.draw(ACTIVITY);
    }

    @Override
    public void plan(Diary diary) {
      Dice dice = self.dice;
      if (diary.day().number() < self.signUpDay || !dice.chance(activity)) {
        return;
      }
      for (int talk = dice.poisson(talks); talk > 0; talk--) {
        conversation++;
        int turn = 1;
        long begin = Rhythm.waking(diary.day(), self.country.zone, dice);
        for (long time : Rhythm.turns(begin, dice.geometric(turns), 45, dice)) {
          Call call = diary.call(self, task, time);
          call.conversation = conversation;
          call.turn = turn++;
        }
      }
    }
  }
}
