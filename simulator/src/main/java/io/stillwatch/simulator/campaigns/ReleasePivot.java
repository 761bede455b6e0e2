package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.season.Parameter;

/**
 * S10: a relay that sends about half of its traffic to a new model within a day of its release, and
 * more of it for some days.
 */
public final class ReleasePivot extends Scenario {
  private static final int DAYS_OF_SURGE = 5;
  private static final Parameter PIVOT =
      Parameter.linear("pivot", "share of accounts", 0.4, 0.6, "that move at once, as reported");
  private static final Parameter LAG =
      Parameter.linear("lag", "hours", 1, 20, "from the release until they move");
  private static final Parameter SURGE =
      Parameter.linear("surge", "times", 1, 2, "the usual volume, in the five days after");

  public ReleasePivot() {
    super(
        "S10",
        "release_pivot",
        "a relay of which half moves to a new model within a day",
        Hydra.HARVEST,
        Hydra.CALLS,
        Hydra.CODING,
        Hydra.FRAMES,
        PARAPHRASE,
        Hydra.CARDS,
        Hydra.BANS,
        PIVOT,
        LAG,
        SURGE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    double pivot = stage.draw(PIVOT);
    double lag = stage.draw(LAG) / 24;
    double surge = stage.draw(SURGE);
    double release = stage.world().models().releaseDay();
    return new Hydra.Station(
        stage,
        accounts,
        account -> account.patience = account.dice.chance(pivot) ? lag : 1 + account.patience,
        day -> day.number() >= release && day.number() < release + DAYS_OF_SURGE ? surge : 1);
  }
}
