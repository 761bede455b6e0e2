package io.stillwatch.detector.peers;

import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Medians and spreads of the catalogue's relative features among trusted accounts, by plan, model
 * family and persona. A group of fewer than 100 accounts is passed over for a wider one: the plan
 * and family, the plan, all. Immutable; safe for any number of threads.
 */
public final class PeerScales {
  /** Accounts that a group has at least. */
  public static final int LEAST_PEERS = 100;

  /** Of the spread among all accounts, the part below which no group's goes. */
  private static final double LEAST_PART = 0.1;

  /** The middle 90 % of normal values in standard deviations. */
  private static final double NORMAL_MIDDLE = 3.29;

  /** Where all accounts are the same, what counts as a difference. */
  private static final double LEAST_SPREAD = 0.01;

  private static final int[] RELATIVE = relative();

  private final Map<PeerGroup, PeerScale[]> scales;
  private final Map<PeerGroup, Integer> accounts;

  PeerScales(Map<PeerGroup, PeerScale[]> scales, Map<PeerGroup, Integer> accounts) {
    if (!scales.containsKey(PeerGroup.ALL) || !scales.keySet().equals(accounts.keySet())) {
      throw new IllegalArgumentException("scales of peers without those of all");
    }
    this.scales = Map.copyOf(scales);
    this.accounts = Map.copyOf(accounts);
  }

  private static int[] relative() {
    List<Feature> features = FeatureCatalogue.features();
    return IntStream.range(0, features.size()).filter(i -> features.get(i).relative()).toArray();
  }

  /**
   * Learns from trusted accounts.
   *
   * @param persona the number of the persona that a vector is nearest to, from 1
   */
  public static PeerScales of(List<FeatureVector> trusted, ToIntFunction<FeatureVector> persona) {
    Map<PeerGroup, List<FeatureVector>> groups = new HashMap<>();
    groups.put(PeerGroup.ALL, new ArrayList<>());
    for (FeatureVector vector : trusted) {
      for (PeerGroup group :
          new LinkedHashSet<>(PeerGroup.of(vector, persona.applyAsInt(vector)))) {
        groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(vector);
      }
    }
    groups.values().removeIf(few -> few.size() < LEAST_PEERS && few.size() < trusted.size());
    double[] least = least(trusted);
    PeerScale[] all = scales(trusted, least);
    Map<PeerGroup, PeerScale[]> scales = new HashMap<>();
    Map<PeerGroup, Integer> accounts = new HashMap<>();
    groups.forEach(
        (group, members) -> {
          scales.put(group, group.equals(PeerGroup.ALL) ? all : scales(members, least));
          accounts.put(group, members.size());
        });
    return new PeerScales(scales, accounts);
  }

  /** A tenth of the spread that the middle 90 % of all accounts have. */
  private static double[] least(List<FeatureVector> trusted) {
    double[] least = new double[RELATIVE.length];
    for (int i = 0; i < least.length; i++) {
      TypicalValue all = TypicalValue.of(column(trusted, RELATIVE[i]));
      double spread = all.isKnown() ? (all.p95() - all.p05()) / NORMAL_MIDDLE : 0;
      least[i] = Math.max(LEAST_SPREAD, LEAST_PART * spread);
    }
    return least;
  }

  private static double[] column(List<FeatureVector> members, int place) {
    return members.stream().mapToDouble(vector -> vector.values()[place]).toArray();
  }

  private static PeerScale[] scales(List<FeatureVector> members, double[] least) {
    PeerScale[] scales = new PeerScale[RELATIVE.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = PeerScale.of(column(members, RELATIVE[i]), least[i]);
    }
    return scales;
  }

  /**
   * The vector's values, relative ones as robust z-scores among its nearest peers that have the
   * feature. One that no peer has is missing.
   */
  public double[] relative(FeatureVector vector, int persona) {
    double[] values = vector.values().clone();
    List<PeerGroup> groups = PeerGroup.of(vector, persona);
    for (int i = 0; i < RELATIVE.length; i++) {
      int place = RELATIVE[i];
      values[place] =
          Double.isNaN(values[place]) ? values[place] : scaled(values[place], i, groups);
    }
    return values;
  }

  private double scaled(double value, int feature, List<PeerGroup> groups) {
    for (PeerGroup group : groups) {
      PeerScale[] found = scales.get(group);
      if (found != null && found[feature].isKnown()) {
        return found[feature].of(value);
      }
    }
    return Double.NaN;
  }

  Map<PeerGroup, PeerScale[]> scales() {
    return Collections.unmodifiableMap(scales);
  }

  int accounts(PeerGroup group) {
    return accounts.getOrDefault(group, 0);
  }

  /** Throws IllegalArgumentException for what no night has written. */
  public static PeerScales read(io.stillwatch.v1.PeerScales written) {
    return PeerScaleWire.read(written, names());
  }

  public io.stillwatch.v1.PeerScales write() {
    return PeerScaleWire.write(this, names());
  }

  private static List<String> names() {
    return Arrays.stream(RELATIVE).mapToObj(FeatureCatalogue.names()::get).toList();
  }
}
