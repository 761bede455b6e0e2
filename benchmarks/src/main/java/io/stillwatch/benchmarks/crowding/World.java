package io.stillwatch.benchmarks.crowding;

import io.stillwatch.detector.chance.Dice;
import java.util.BitSet;

/**
 * Accounts of twelve personas, the first of which has a fifth of them. A persona's features are
 * normal around its own middles with its own deviations; most of an account's place is its own and
 * stays, the rest changes from night to night. The same seed gives the same rows.
 */
final class World {
  static final int PERSONAS = 12;

  private static final int CROWDED = 0;
  private static final int DRIFTING = 1;
  private static final int GROWING = 2;
  private static final int LAUNCHING = 3;
  private static final double LARGEST_SHARE = 0.2;
  private static final double LASTING = 0.8;
  private static final double NIGHTLY = 0.6;

  private final Scenario scenario;
  private final Dice dice;
  private final double[][] middles;
  private final double[][] deviations;
  private final CrowdDraft before = new CrowdDraft();
  private final CrowdDraft now = new CrowdDraft();
  private final BitSet campaign = new BitSet();
  private int ids;
  private int organisations;

  World(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.dice = new Dice(Dice.mix(seed));
    this.middles = new double[PERSONAS][scenario.features()];
    this.deviations = new double[PERSONAS][scenario.features()];
    for (int persona = 0; persona < PERSONAS; persona++) {
      for (int feature = 0; feature < scenario.features(); feature++) {
        middles[persona][feature] = 2 * normal();
        deviations[persona][feature] = StrictMath.exp(0.2 * normal());
      }
    }
  }

  /** Two nights with so many honest accounts on both. */
  Nights nights(int accounts) {
    for (int i = 0; i < accounts; i++) {
      addHonest();
    }
    if (scenario.grows()) {
      for (int i = 0; i < accounts * share(GROWING) / 2; i++) {
        now.add(row(GROWING, own(), true), GROWING, organisations++, ids++, false);
      }
    }
    switch (scenario.change()) {
      case LAUNCH -> addAlike(LAUNCHING, 1000);
      case ORGANISATIONS -> addOrganisations();
      case NOTHING, DRIFT, GROWTH, SEASON, ALL, CONTAMINATION -> {}
    }
    addCampaign();
    return new Nights(before.crowd(), now.crowd(), campaign);
  }

  private void addHonest() {
    int persona = persona();
    double[] own = own();
    before.add(row(persona, own, false), persona, organisations, ids, true);
    now.add(row(persona, own, true), persona, organisations++, ids++, true);
  }

  private void addAlike(int persona, int count) {
    double[] shared = own();
    for (int i = 0; i < count; i++) {
      now.add(near(persona, shared), persona, organisations++, ids++, false);
    }
  }

  private void addOrganisations() {
    for (int organisation = 0; organisation < 40; organisation++) {
      int persona = persona();
      double[] shared = own();
      boolean isOld = organisation % 2 == 0;
      for (int i = 0; i < 300; i++) {
        now.add(near(persona, shared), persona, organisations, ids, isOld);
        if (isOld) {
          before.add(near(persona, shared), persona, organisations, ids, true);
        }
        ids++;
      }
      organisations++;
    }
  }

  private void addCampaign() {
    double[] place = direction(scenario.tells().size());
    for (int i = 0; i < scenario.members(); i++) {
      if (scenario.change() == Scenario.Change.CONTAMINATION && i % 2 == 0) {
        before.add(member(place), CROWDED, organisations, ids, true);
      }
      campaign.set(now.size());
      now.add(member(place), CROWDED, organisations++, ids++, false);
    }
  }

  /** Of the crowded persona but for the tells, which are alike. */
  private float[] member(double[] place) {
    double[] own = own();
    double[] values = new double[scenario.features()];
    for (int feature = 0; feature < values.length; feature++) {
      int tell = scenario.tells().indexOf(feature);
      values[feature] =
          tell < 0
              ? LASTING * own[feature] + NIGHTLY * normal()
              : scenario.shift() * place[tell] + Scenario.SPREAD * normal();
    }
    return row(CROWDED, values, 1, 0, false);
  }

  private float[] near(int persona, double[] shared) {
    return row(persona, shared, 1, 0.4, false);
  }

  private float[] row(int persona, double[] own, boolean isTonight) {
    return row(persona, own, LASTING, NIGHTLY, isTonight);
  }

  private float[] row(
      int persona, double[] own, double ownWeight, double noise, boolean isTonight) {
    float[] row = new float[own.length];
    for (int feature = 0; feature < row.length; feature++) {
      double off = ownWeight * own[feature] + noise * normal();
      off += isTonight ? moved(persona, feature) : 0;
      double value = middles[persona][feature] + deviations[persona][feature] * off;
      row[feature] =
          (float) (scenario.discrete() && feature % 2 == 1 ? Math.rint(2 * value) / 2 : value);
    }
    return row;
  }

  private double moved(int persona, int feature) {
    boolean drifts = scenario.drifts() && persona == DRIFTING && feature < 3;
    boolean hasSeason = scenario.hasSeason() && feature % 4 == 1;
    return (drifts ? 0.5 : 0) + (hasSeason ? 0.3 : 0);
  }

  private int persona() {
    double draw = dice.unit() - LARGEST_SHARE;
    return draw < 0 ? 0 : 1 + (int) (draw / share(1));
  }

  private static double share(int persona) {
    return persona == 0 ? LARGEST_SHARE : (1 - LARGEST_SHARE) / (PERSONAS - 1);
  }

  private double[] own() {
    double[] own = new double[scenario.features()];
    for (int feature = 0; feature < own.length; feature++) {
      own[feature] = normal();
    }
    return own;
  }

  /** Of length 1. */
  private double[] direction(int size) {
    double[] direction = new double[size];
    double squares = 0;
    for (int i = 0; i < size; i++) {
      direction[i] = normal();
      squares += direction[i] * direction[i];
    }
    for (int i = 0; i < size; i++) {
      direction[i] /= Math.sqrt(squares);
    }
    return direction;
  }

  private double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - dice.unit()));
    return radius * StrictMath.cos(2 * Math.PI * dice.unit());
  }
}
