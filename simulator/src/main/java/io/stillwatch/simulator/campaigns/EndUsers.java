package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Harnesses;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.world.Country;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The customers of a relay: people who chat, and people who code with a public harness. What they
 * ask is honest; they do not know where it goes.
 */
final class EndUsers {
  private static final double TURNS_OF_A_TALK = 3;
  private static final double TURNS_OF_CODING = 14;
  private static final double POPULAR = 1.2;

  private final Dice dice;
  private final double coding;
  private final List<Task> harnesses = new ArrayList<>();
  private final Map<Tongue, Task> talks = new EnumMap<>(Tongue.class);
  private long sessions;

  /**
   * @param coding share of sessions with a harness
   */
  EndUsers(Stage stage, double coding) {
    this.dice = stage.dice("end-users");
    this.coding = coding;
    for (int i = 0; i < Harnesses.ALL; i++) {
      harnesses.add(Harnesses.task(stage.world(), i));
    }
    for (Tongue tongue : Tongue.values()) {
      talks.put(tongue, Tasks.chat(tongue, Tasks.Sizes.CHAT));
    }
  }

  /** A session's number, unlike any other. */
  long nextSession() {
    return ++sessions;
  }

  /** What they ask on a day: about so many calls, in sessions. */
  List<Demand> demands(Day day, double calls) {
    List<Demand> demands = new ArrayList<>();
    double turns = coding * TURNS_OF_CODING + (1 - coding) * TURNS_OF_A_TALK;
    for (int session = dice.poisson(calls / turns); session > 0; session--) {
      boolean codes = dice.chance(coding);
      Country country = dice.chance(0.6) ? Country.CN : Country.draw(dice);
      int zone = country.zone;
      long begin = codes ? Rhythm.working(day, zone, dice) : Rhythm.waking(day, zone, dice);
      Task task =
          codes
              ? harnesses.get(dice.zipf(Harnesses.ALL, POPULAR))
              : Objects.requireNonNull(talks.get(Tongue.of(country, dice)));
      int length = dice.geometric(codes ? TURNS_OF_CODING : TURNS_OF_A_TALK);
      long number = nextSession();
      int turn = 1;
      for (long time : Rhythm.turns(begin, length, codes ? 25 : 45, dice)) {
        demands.add(Demand.of(time, number, turn++, task, 0));
      }
    }
    return demands;
  }
}
