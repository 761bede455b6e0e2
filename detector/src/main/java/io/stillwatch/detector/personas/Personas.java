package io.stillwatch.detector.personas;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The kinds of accounts that there are, by K-Means over standardised features. Immutable; safe for
 * any number of threads.
 */
public final class Personas {
  /** The number of personas that is asked for. */
  public static final int USUAL = 12;

  static final int MOST = 100;

  /** More rows than that move no centroid that matters. */
  private static final int MOST_ROWS = 20_000;

  private final Standardisation scale;
  private final List<Persona> all;
  private final double[][] centroids;

  /** Throws IllegalArgumentException for none, too many, or two of one number. */
  Personas(Standardisation scale, List<Persona> all) {
    if (all.isEmpty() || all.size() > MOST) {
      throw new IllegalArgumentException(all.size() + " personas");
    }
    Set<Integer> numbers = new HashSet<>();
    for (Persona persona : all) {
      if (persona.centroid().length != scale.features()) {
        throw new IllegalArgumentException(
            "persona "
                + persona.number()
                + " has "
                + persona.centroid().length
                + " features, not "
                + scale.features());
      }
      if (!numbers.add(persona.number())) {
        throw new IllegalArgumentException("persona " + persona.number() + " is there twice");
      }
    }
    this.scale = scale;
    this.all = all.stream().sorted(Comparator.comparingInt(Persona::number)).toList();
    this.centroids = this.all.stream().map(Persona::centroid).toArray(double[][]::new);
  }

  /**
   * Finds personas among at most 20,000 of the rows, then counts all. The largest is number 1. The
   * same rows and seed give the same bits.
   *
   * @param rows at least one, equally long, finite; NaN is missing
   * @param most personas; fewer where there are fewer distinct rows
   */
  public static Personas fit(float[][] rows, int most, long seed) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("no rows or no features to find personas in");
    }
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(most + " personas; it must be 1 to " + MOST);
    }
    float[][] sample = sample(rows, seed);
    Standardisation scale = Standardisation.of(sample);
    double[][] standard = Arrays.stream(sample).map(scale::of).toArray(double[][]::new);
    List<Cluster> clusters = Cluster.around(Centroids.of(standard, most, seed), rows, scale);
    return new Personas(
        scale,
        IntStream.range(0, clusters.size()).mapToObj(i -> clusters.get(i).persona(i + 1)).toList());
  }

  /** Throws IllegalArgumentException for what no night has written. */
  public static Personas read(io.stillwatch.v1.Personas written) {
    return PersonaWire.read(written);
  }

  public io.stillwatch.v1.Personas write() {
    return PersonaWire.write(this);
  }

  /** Costs one distance to each centroid. */
  public Likeness nearest(float[] row) {
    double[] standard = scale.of(row);
    int nearest = Distance.nearest(centroids, standard);
    return new Likeness(all.get(nearest), Distance.between(centroids[nearest], standard));
  }

  /** By rising number. */
  public List<Persona> all() {
    return all;
  }

  public int features() {
    return scale.features();
  }

  /**
   * The same personas under the numbers of an earlier night's: pair by pair, the nearest first. One
   * without a partner takes the lowest number that is free.
   */
  public Personas matchedTo(Personas previous) {
    if (previous.features() != features()) {
      throw new IllegalArgumentException(
          "personas of " + previous.features() + " features, not " + features());
    }
    double[][] earlier =
        Arrays.stream(previous.centroids)
            .map(centroid -> scale.of(centroid, previous.scale))
            .toArray(double[][]::new);
    int[] numbers = Numbering.of(centroids, earlier, previous.all);
    return new Personas(
        scale,
        IntStream.range(0, numbers.length).mapToObj(i -> all.get(i).numbered(numbers[i])).toList());
  }

  Standardisation scale() {
    return scale;
  }

  private static float[][] sample(float[][] rows, long seed) {
    if (rows.length <= MOST_ROWS) {
      return rows;
    }
    int[] places = IntStream.range(0, rows.length).toArray();
    new Dice(seed).draw(places, MOST_ROWS);
    return Arrays.stream(places, 0, MOST_ROWS).mapToObj(i -> rows[i]).toArray(float[][]::new);
  }
}
