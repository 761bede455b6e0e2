package io.stillwatch.simulator.world;

import java.util.List;

/**
 * The platform's models: a large and a small one, and a successor of the large one that comes out
 * within the season.
 *
 * @param releaseDay of the successor, from the season's first day; may be beyond its end
 */
public record ModelLine(double releaseDay) {
  private static final int OUTPUT = 8_192;

  /**
   * One model.
   *
   * @param releaseDay from the season's first day
   * @param output tokens that it gives at most
   */
  public record Model(String name, double releaseDay, int output) {}

  private static final Model LARGE = new Model("large-2", -120, OUTPUT);
  private static final Model SMALL = new Model("small-2", -120, OUTPUT);

  /**
   * The model that a caller uses who moves so many days after a release.
   *
   * @param patience in days
   */
  public Model large(double day, double patience) {
    return day >= releaseDay + patience ? successor() : LARGE;
  }

  public Model small() {
    return SMALL;
  }

  public Model successor() {
    return new Model("large-3", releaseDay, OUTPUT);
  }

  public List<Model> all() {
    return List.of(LARGE, SMALL, successor());
  }
}
