package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Discoveries;
import io.stillwatch.detector.chance.Tails;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the frames and affixes whose units turned from few to many. A key's units today are held
 * against its mean units on the baseline days by a negative binomial tail: the count of a key that
 * was never seen is as uncertain as half a unit, and a popular key may still vary by half of itself
 * (gamma shape 4), for honest fashions do. The tests' false discovery rate is bounded (Benjamini
 * and Hochberg 1995).
 */
final class HotContent {
  /** Fewer units are no network. */
  static final int LEAST_UNITS = 8;

  private static final double FALSE_DISCOVERY_RATE = 0.01;
  private static final double MOST_SHAPE = 4;
  private static final int MOST_KEYS = 4096;

  private final Population today;
  private final FrameClusters clusters;
  private final Map<Long, Carriers> carriers = new TreeMap<>();

  HotContent(Population today) {
    this.today = today;
    this.clusters = clusters(today);
    int[] frameAccounts = countFrames();
    int[] affixAccounts = countAffixes();
    for (int account = 0; account < today.size(); account++) {
      addCarrier(account, frameAccounts, affixAccounts);
    }
    carriers.values().forEach(carrier -> carrier.countUnits(today));
    carriers.values().removeIf(carrier -> carrier.units < LEAST_UNITS);
  }

  /**
   * What at least {@link #LEAST_UNITS} units carry, by number.
   *
   * @param history content of networks that were known before stays hot
   */
  List<ContentKey> against(BaselineContent baseline, NetworkHistory history) {
    double days = Math.max(1, baseline.days());
    double unitsADay = Math.max(1, baseline.unitsADay());
    long[] slots = carriers.keySet().stream().mapToLong(Long::longValue).toArray();
    BaselineContent.Slots counted = counted(baseline, slots);
    long[] before = baseline.units(counted);
    List<Set<String>> few = baseline.carriers(counted, novel(slots, before, days));
    List<ContentKey> keys = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      keys.add(contentKey(slots[i], before[i] / days, few.get(i), unitsADay));
    }
    boolean[] hot =
        Discoveries.within(
            FALSE_DISCOVERY_RATE, keys.stream().mapToDouble(ContentKey::logChance).toArray());
    List<ContentKey> found = new ArrayList<>();
    for (int i = 0; i < hot.length; i++) {
      ContentKey key = keys.get(i);
      found.add(hot[i] ? key.asHot() : history.suspects(key) ? key.asFollowed() : key);
    }
    return found;
  }

  /** Whether its frame is among these keys. */
  boolean isOf(Strand strand, List<ContentKey> keys) {
    return isOf(Frame.of(strand), keys);
  }

  /** Whether it, or one near to it, is among these keys. */
  boolean isOf(Frame frame, List<ContentKey> keys) {
    int cluster = clusters.of(frame);
    return cluster != FrameClusters.ABSENT
        && keys.stream().anyMatch(key -> key.frame() && key.cluster() == cluster);
  }

  /** What accounts ask behind the frames among these, or behind any where these are affixes. */
  PooledTasks tasks(List<ContentKey> keys, int[] accounts) {
    Set<Integer> wanted = new HashSet<>();
    keys.stream().filter(ContentKey::frame).forEach(key -> wanted.add(key.cluster()));
    AskedTasks tasks = new AskedTasks();
    for (int account : accounts) {
      for (Strand strand : today.vector(account).strands()) {
        int cluster = clusters.of(strand);
        if (wanted.isEmpty() || (cluster != FrameClusters.ABSENT && wanted.contains(cluster))) {
          tasks.add(today.unit(account), strand.bodies());
        }
      }
    }
    return tasks.pooled();
  }

  /** The share of the vector's events that carry a key's frame or affix, 0 to 1. */
  double share(FeatureVector vector, ContentKey key) {
    double share = 0;
    if (key.frame()) {
      for (Strand strand : vector.strands()) {
        share += clusters.of(strand) == key.cluster() ? strand.share() : 0;
      }
    } else {
      for (LinkKey link : vector.links()) {
        boolean carries = link.family() == LinkFamily.AFFIX && key.keys().contains(link.key());
        share += carries ? link.share() : 0;
      }
    }
    return Math.min(1, share);
  }

  /** A strand of little share makes no account a carrier, and need not be found. */
  private static FrameClusters clusters(Population today) {
    FrameClusters.Builder frames = new FrameClusters.Builder();
    for (int account = 0; account < today.size(); account++) {
      for (Strand strand : today.vector(account).strands()) {
        if (strand.share() >= Population.LEAST_SHARE) {
          frames.add(Frame.of(strand));
        }
      }
    }
    return frames.build();
  }

  private int[] countFrames() {
    int[] accounts = new int[clusters.frames()];
    for (int account = 0; account < today.size(); account++) {
      for (Strand strand : today.vector(account).strands()) {
        int cluster = clusters.of(strand);
        if (cluster != FrameClusters.ABSENT) {
          accounts[cluster]++;
        }
      }
    }
    return accounts;
  }

  private int[] countAffixes() {
    int[] accounts = new int[today.keyCount(LinkFamily.AFFIX)];
    for (int account = 0; account < today.size(); account++) {
      for (int affix : today.keys(LinkFamily.AFFIX, account)) {
        accounts[affix]++;
      }
    }
    return accounts;
  }

  /** Keys of a few accounts cannot turn hot: they are most of all keys, and get no entry. */
  private void addCarrier(int account, int[] frameAccounts, int[] affixAccounts) {
    for (Strand strand : today.vector(account).strands()) {
      int cluster = clusters.of(strand);
      if (strand.share() >= Population.LEAST_SHARE && frameAccounts[cluster] >= LEAST_UNITS) {
        Carriers carrier = carriers(frameSlot(cluster));
        carrier.accounts.add(account);
        carrier.addFrame(Frame.of(strand));
      }
    }
    for (int affix : today.keys(LinkFamily.AFFIX, account)) {
      if (affixAccounts[affix] >= LEAST_UNITS) {
        Carriers carrier = carriers(affixSlot(affix));
        carrier.accounts.add(account);
        carrier.addKey(today.key(LinkFamily.AFFIX, affix));
      }
    }
  }

  private Carriers carriers(long slot) {
    return carriers.computeIfAbsent(slot, unused -> new Carriers());
  }

  /**
   * Where the baseline's frames and affixes count.
   *
   * @param slots ascending
   */
  private BaselineContent.Slots counted(BaselineContent baseline, long[] slots) {
    Map<Long, Integer> affixes = new HashMap<>();
    for (int i = 0; i < slots.length && slots[i] < 0; i++) {
      affixes.put(today.key(LinkFamily.AFFIX, (int) ~slots[i]), i);
    }
    return baseline.slots(
        slots.length,
        frame -> frameSlot(slots, clusters.of(baseline.frame(frame))),
        affix -> affixes.getOrDefault(baseline.affix(affix), -1));
  }

  /** The places of novel keys, which have few carriers of before. */
  private BitSet novel(long[] slots, long[] before, double days) {
    BitSet novel = new BitSet();
    for (int i = 0; i < slots.length; i++) {
      novel.set(i, ContentKey.novel(before[i] / days, carriers(slots[i]).units));
    }
    return novel;
  }

  private static int frameSlot(long[] slots, int cluster) {
    return cluster == FrameClusters.ABSENT ? -1 : Arrays.binarySearch(slots, frameSlot(cluster));
  }

  private ContentKey contentKey(
      long slot, double before, Set<String> unitsBefore, double unitsADay) {
    Carriers carrier = carriers(slot);
    double mean = (before + 0.5) / unitsADay * today.unitCount();
    int units = carrier.units;
    double logChance =
        Tails.logNegativeBinomialAtLeast(units, mean, Math.min(MOST_SHAPE, before + 0.5));
    boolean frame = slot >= 0;
    Frame peak = frame ? clusters.peak((int) slot) : null;
    return new ContentKey(
        frame ? "prompt frame" : "affix",
        frame,
        (int) (frame ? slot : ~slot),
        frame ? carrier.frames.keySet() : carrier.keys,
        peak == null ? carrier.frames : Map.of(peak.key(), peak),
        peak != null,
        carrier.accounts,
        units,
        before,
        unitsBefore,
        logChance,
        ContentKey.Interest.NONE);
  }

  private static long frameSlot(int cluster) {
    return cluster;
  }

  private static long affixSlot(int affix) {
    return ~(long) affix;
  }

  /** Who carries a key. */
  private static final class Carriers {
    private final NumberSet accounts = new NumberSet();
    private int units;
    private final Set<Long> keys = new HashSet<>();
    private final Map<Long, Frame> frames = new TreeMap<>();

    void countUnits(Population today) {
      NumberSet distinct = new NumberSet();
      accounts.stream().map(today::unit).sorted().forEach(distinct::add);
      units = distinct.cardinality();
    }

    void addFrame(Frame frame) {
      if (frames.size() < MOST_KEYS) {
        frames.merge(frame.key(), frame, (one, other) -> one.bands().isEmpty() ? other : one);
      }
    }

    void addKey(long key) {
      if (keys.size() < MOST_KEYS) {
        keys.add(key);
      }
    }
  }
}
