package io.stillwatch.detector.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PersonasTest {
  private static final float NAN = Float.NaN;

  private final Dice dice = new Dice(11);

  @Test
  void fit_threeKinds_findsThemLargestFirst() {
    Personas personas = Personas.fit(kinds(300, 200, 100), 3, 1);

    assertThat(personas.all()).extracting(Persona::number).containsExactly(1, 2, 3);
    assertThat(personas.all()).extracting(Persona::accounts).containsExactly(300, 200, 100);
    for (int kind = 0; kind < 3; kind++) {
      Likeness likeness = personas.nearest(centre(kind));
      assertThat(likeness.persona().number()).isEqualTo(kind + 1);
      assertThat(likeness.distance()).isLessThan(0.2);
    }
  }

  @Test
  void fit_threeKinds_saysWhatIsTypicalOfEach() {
    Personas personas = Personas.fit(kinds(300, 200, 100), 3, 1);

    for (int kind = 0; kind < 3; kind++) {
      for (int feature = 0; feature < 3; feature++) {
        double centre = centre(kind)[feature];
        var typical = personas.nearest(centre(kind)).persona().typicalValues().get(feature);
        // The middle 90 % of a uniform number between -0.5 and 0.5.
        assertThat(typical.p05()).isCloseTo(centre - 0.45, within(0.06));
        assertThat(typical.p50()).isCloseTo(centre, within(0.12));
        assertThat(typical.p95()).isCloseTo(centre + 0.45, within(0.06));
      }
    }
  }

  @Test
  void fit_sameRowsAndSeed_givesTheSameBytes() {
    float[][] rows = noise(2000, 20);

    byte[] once = Personas.fit(rows, 12, 5).write().toByteArray();

    assertThat(Personas.fit(rows, 12, 5).write().toByteArray()).isEqualTo(once);
    assertThat(Personas.fit(rows, 12, 6).write().toByteArray()).isNotEqualTo(once);
  }

  @Test
  void fit_fewDistinctRows_hasAPersonaForEachAndNoneAtZero() {
    float[][] rows = new float[120][];
    Arrays.setAll(rows, i -> new float[] {i % 3, 7 - 2 * (i % 3)});

    Personas personas = Personas.fit(rows, 12, 1);

    assertThat(personas.all()).extracting(Persona::accounts).containsExactly(40, 40, 40);
    assertThat(personas.all())
        .extracting(persona -> persona.typicalValues().get(0).p50())
        .containsExactlyInAnyOrder(0.0, 1.0, 2.0);
    assertThat(List.of(rows)).allMatch(row -> personas.nearest(row).distance() < 1e-12);
  }

  @Test
  void centroids_fewDistinctRows_areNoMoreThanThose() {
    double[][] rows = new double[90][];
    Arrays.setAll(rows, i -> new double[] {1 + i % 3, 2});

    double[][] centroids = Centroids.of(rows, 12, 1);

    Arrays.sort(centroids, Arrays::compare);
    assertThat(centroids).isDeepEqualTo(new double[][] {{1, 2}, {2, 2}, {3, 2}});
  }

  @Test
  void fit_manyEqualRows_hasNoPersonaWithoutAccounts() {
    for (int seed = 0; seed < 50; seed++) {
      float[][] rows = new float[60][2];
      for (float[] row : rows) {
        row[0] = dice.below(4);
        row[1] = dice.below(3);
      }
      Personas personas = Personas.fit(rows, 12, seed);

      assertThat(personas.all()).as("seed %d", seed).allMatch(persona -> persona.accounts() > 0);
      assertThat(personas.all().stream().mapToInt(Persona::accounts).sum()).isEqualTo(60);
    }
  }

  @Test
  void fit_allRowsAlikeOrOne_isOnePersona() {
    float[][] alike = new float[50][];
    Arrays.setAll(alike, i -> new float[] {3, NAN, -0.0f});
    alike[7][2] = 0;

    assertThat(Personas.fit(alike, 12, 1).all()).hasSize(1);
    assertThat(Personas.fit(alike, 12, 1).all().get(0).typicalValues().get(1).isKnown()).isFalse();
    assertThat(Personas.fit(new float[][] {{1, 2}}, 12, 1).nearest(new float[] {1, 2}).distance())
        .isZero();
  }

  @Test
  void nearest_missingValues_areTheMedian() {
    float[][] rows = kinds(301, 200, 100);
    Personas personas = Personas.fit(rows, 3, 1);
    float median = (float) personas.scale().centres()[1];

    Likeness missing = personas.nearest(new float[] {0, NAN, 0});

    assertThat(missing).isEqualTo(personas.nearest(new float[] {0, median, 0}));
    assertThat(personas.nearest(new float[] {NAN, NAN, NAN}).distance()).isFinite();
  }

  @Test
  void fit_aRowBeyondAllMeasure_movesNothing() {
    float[][] rows = kinds(300, 200, 100);
    float[][] more = Arrays.copyOf(rows, 602);
    more[600] = new float[] {Float.MAX_VALUE, 0, 0};
    more[601] = new float[] {0, -Float.MAX_VALUE, 0};

    Personas personas = Personas.fit(more, 3, 1);

    assertThat(personas.all()).extracting(Persona::accounts).allMatch(accounts -> accounts >= 100);
    assertThat(personas.nearest(more[600]).distance()).isLessThan(8 * Math.sqrt(3));
  }

  @Test
  @Timeout(60)
  void fit_moreRowsThanItLooksAt_countsAllOfThem() {
    float[][] rows = noise(60_000, 20);

    Personas personas = Personas.fit(rows, Personas.USUAL, 1);

    assertThat(personas.all()).hasSize(12);
    assertThat(personas.all().stream().mapToInt(Persona::accounts).sum()).isEqualTo(60_000);
  }

  @Test
  void matchedTo_otherSizesAndScale_keepsNumbers() {
    Personas before = Personas.fit(kinds(300, 200, 100), 3, 1);
    Personas after = Personas.fit(kinds(100, 250, 300), 3, 2);
    assertThat(after.nearest(centre(0)).persona().number()).isEqualTo(3);

    Personas matched = after.matchedTo(before);

    for (int kind = 0; kind < 3; kind++) {
      assertThat(matched.nearest(centre(kind)).persona().number()).isEqualTo(kind + 1);
    }
    assertThat(matched.nearest(centre(0)).persona().accounts()).isEqualTo(100);
    assertThat(matched.nearest(centre(1)).distance())
        .isEqualTo(after.nearest(centre(1)).distance());
  }

  @Test
  void matchedTo_aNewKind_takesAFreeNumber() {
    Personas before = Personas.fit(kinds(300, 200), 2, 1);
    Personas after = Personas.fit(kinds(100, 200, 400), 3, 1);

    Personas matched = after.matchedTo(before);

    assertThat(matched.nearest(centre(0)).persona().number()).isEqualTo(1);
    assertThat(matched.nearest(centre(1)).persona().number()).isEqualTo(2);
    assertThat(matched.nearest(centre(2)).persona().number()).isEqualTo(3);
  }

  @Test
  void matchedTo_aKindThatLeft_leavesItsNumberFree() {
    Personas before = Personas.fit(kinds(300, 200, 100), 3, 1);

    Personas matched = Personas.fit(kinds(0, 200, 300), 2, 1).matchedTo(before);

    assertThat(matched.all()).extracting(Persona::number).containsExactly(2, 3);
    assertThat(matched.nearest(centre(1)).persona().number()).isEqualTo(2);
  }

  @Test
  void matchedTo_otherFeatures_isRefused() {
    Personas personas = Personas.fit(noise(50, 3), 2, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> personas.matchedTo(Personas.fit(noise(50, 4), 2, 1)))
        .withMessageContaining("4 features, not 3");
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    float[][] rows = kinds(300, 200, 100);
    rows[3][1] = NAN;
    Personas personas = Personas.fit(rows, 3, 1);

    Personas read = Personas.read(personas.write());

    assertThat(read.write()).isEqualTo(personas.write());
    for (float[] row : rows) {
      assertThat(read.nearest(row).distance()).isEqualTo(personas.nearest(row).distance());
    }
  }

  @Test
  void read_nonsense_isRefusedFieldByField() {
    assertRefused(written -> written.clear(), "0 personas");
    assertRefused(written -> written.clearPersonas(), "0 personas");
    assertRefused(written -> written.setCentres(0, Double.NaN), "feature 0 around NaN");
    assertRefused(written -> written.setScales(1, 0), "on a scale of 0.0");
    assertRefused(written -> written.setScales(1, -1), "on a scale of -1.0");
    assertRefused(
        written -> written.setScales(1, Double.POSITIVE_INFINITY), "on a scale of Infinity");
    assertRefused(written -> written.addScales(1), "3 medians for 4 scales");
    assertRefused(
        written -> written.addPersonas(written.getPersonas(0)), "persona 1 is there twice");
    assertRefused(written -> written.getPersonasBuilder(0).setNumber(0), "persona 0");
    assertRefused(written -> written.getPersonasBuilder(0).setNumber(-1), "persona -1");
    assertRefused(written -> written.getPersonasBuilder(0).setAccounts(0), "of 0 accounts");
    assertRefused(written -> written.getPersonasBuilder(0).setCentroid(0, 4.01), "has 4.01");
    assertRefused(written -> written.getPersonasBuilder(0).setCentroid(0, Double.NaN), "has NaN");
    assertRefused(written -> written.getPersonasBuilder(0).addCentroid(0), "3 ranges for 4");
    assertRefused(
        written -> written.getPersonasBuilder(0).addCentroid(0).addTypicalRangesBuilder().clear(),
        "has 4 features, not 3");
    assertRefused(
        written -> written.getPersonasBuilder(0).getTypicalRangesBuilder(0).setP05(1e9),
        "not a range");
    assertRefused(
        written -> {
          for (int i = 10; i < 200; i++) {
            written.addPersonas(written.getPersonas(0).toBuilder().setNumber(i));
          }
        },
        "192 personas");
  }

  @Test
  void fit_nonsense_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Personas.fit(new float[0][], 3, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Personas.fit(new float[1][0], 3, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Personas.fit(noise(9, 2), 0, 1))
        .withMessageContaining("0 personas");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Personas.fit(noise(9, 2), 2, 1).nearest(new float[3]))
        .withMessageContaining("2 values, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Personas.fit(new float[][] {{1}, {Float.POSITIVE_INFINITY}}, 2, 1));
  }

  private void assertRefused(Consumer<io.stillwatch.v1.Personas.Builder> change, String message) {
    io.stillwatch.v1.Personas.Builder written =
        Personas.fit(kinds(30, 20), 2, 1).write().toBuilder();
    change.accept(written);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Personas.read(written.build()))
        .withMessageContaining(message);
  }

  /** Rows around the centres, so many of each. */
  private float[][] kinds(int... counts) {
    List<float[]> rows = new ArrayList<>();
    for (int kind = 0; kind < counts.length; kind++) {
      for (int i = 0; i < counts[kind]; i++) {
        float[] row = centre(kind);
        for (int feature = 0; feature < row.length; feature++) {
          row[feature] += (float) (dice.unit() - 0.5);
        }
        rows.add(row);
      }
    }
    return rows.toArray(float[][]::new);
  }

  private static float[] centre(int kind) {
    return new float[] {kind == 0 ? 5 : 0, kind == 1 ? -5 : 0, kind == 2 ? 5 : 0};
  }

  private float[][] noise(int count, int features) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              float[] row = new float[features];
              for (int feature = 0; feature < features; feature++) {
                row[feature] = (float) (dice.unit() + dice.unit());
              }
              return row;
            })
        .toArray(float[][]::new);
  }
}
