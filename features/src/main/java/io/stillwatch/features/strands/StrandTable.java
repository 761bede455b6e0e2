package io.stillwatch.features.strands;

import io.stillwatch.features.FramedCall;
import io.stillwatch.features.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The days of the clusters that are followed: the last 8 of each. Days are counted from the moment
 * that a cluster is followed, and filled back from the accounts' samples. Not thread-safe.
 *
 * <p>A call that is not of a followed frame costs some nanoseconds where its frame was met lately,
 * and about half a microsecond where it was not. A day's memory is bounded: 2,048 accounts and 512
 * bodies, about 0.5 MB where both are full.
 */
public final class StrandTable {
  /** Clusters that may be followed at a time. */
  public static final int MAX_CLUSTERS = 64;

  /** Their frames, all together. */
  public static final int MAX_FRAMES = 8192;

  /** Days that are kept of each. */
  public static final int DAYS = 8;

  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  private final Map<String, Followed> clusters = new LinkedHashMap<>();
  private List<Followed> numbered = List.of();
  private FrameIndex index = new FrameIndex(List.of());
  private int newestDay = Integer.MIN_VALUE;

  /**
   * Follows these clusters and no others. One that is among them already goes on; where its frames
   * changed they count from that position on, and its sampled days are to be filled anew. What is
   * not stored then counts as stored.
   *
   * @param position calls up to there are not counted by frames that are new
   * @return the ids of those that are new or have other frames than before
   */
  public Set<String> follow(List<FrameCluster> asked, long position) {
    check(asked);
    Map<String, Followed> before = new LinkedHashMap<>(clusters);
    Set<String> changed = new TreeSet<>();
    clusters.clear();
    for (FrameCluster cluster : asked) {
      Followed known = before.get(cluster.id());
      if (known != null && known.cluster.equals(cluster)) {
        clusters.put(cluster.id(), known);
      } else {
        Map<DayKey, StrandDay> days = known == null ? new TreeMap<>() : known.days;
        clusters.put(cluster.id(), new Followed(cluster, position, days));
        changed.add(cluster.id());
      }
    }
    number();
    return changed;
  }

  /** Throws IllegalArgumentException for clusters that cannot be followed together. */
  public static void check(List<FrameCluster> asked) {
    if (asked.size() > MAX_CLUSTERS) {
      throw new IllegalArgumentException(
          asked.size() + " clusters, at most " + MAX_CLUSTERS + " can be followed");
    }
    long frames = asked.stream().mapToLong(cluster -> cluster.frames().size()).sum();
    if (frames > MAX_FRAMES) {
      throw new IllegalArgumentException(
          frames + " frames, at most " + MAX_FRAMES + " can be followed");
    }
    Set<String> ids = new TreeSet<>();
    for (FrameCluster cluster : asked) {
      if (!ids.add(cluster.id())) {
        throw new IllegalArgumentException("cluster " + cluster.id() + " is named twice");
      }
    }
  }

  /** Begins with what was stored: a cluster, since when, and whether its samples were looked at. */
  public void load(FrameCluster cluster, long position, boolean filledBack) {
    Followed followed = new Followed(cluster, position, new TreeMap<>());
    followed.filledBack = filledBack;
    clusters.put(cluster.id(), followed);
    number();
  }

  /** Begins with a stored day of a cluster that was loaded; one of another is passed over. */
  public void load(StrandDay day) {
    Followed followed = clusters.get(day.clusterId());
    if (followed != null) {
      followed.days.put(DayKey.of(day), day);
      newestDay = Math.max(newestDay, day.day());
    }
  }

  private void number() {
    numbered = List.copyOf(clusters.values());
    index = new FrameIndex(numbered.stream().map(followed -> followed.cluster).toList());
  }

  /** Whether no call needs to be looked at. */
  public boolean isEmpty() {
    return index.isEmpty();
  }

  /** Takes a durable call, at its position in the log; the same one may come again. */
  public void add(UsageEvent event, long position) {
    int day = (int) Math.floorDiv(event.eventTime().getEpochSecond(), DAY_SECONDS);
    turnTo(day);
    UsageEvent.Content content = event.content();
    int number = content == null ? FrameIndex.NONE : index.of(content);
    if (content == null || number == FrameIndex.NONE) {
      return;
    }
    Followed followed = numbered.get(number);
    if (position > followed.position && day >= oldestDay()) {
      DayKey key = new DayKey(day, true);
      followed.day(key).add(event, content, position);
      followed.unstored.add(key);
    }
  }

  /** Forgets days that are over for too long. */
  private void turnTo(int day) {
    if (day > newestDay) {
      newestDay = day;
      for (Followed followed : numbered) {
        followed.days.keySet().removeIf(key -> key.day < oldestDay());
        followed.unstored.removeIf(key -> key.day < oldestDay());
      }
    }
  }

  /** Days before this one are not kept; Integer.MIN_VALUE: there was none yet. */
  public int oldestDay() {
    return newestDay == Integer.MIN_VALUE ? newestDay : newestDay - DAYS + 1;
  }

  /** The clusters whose samples have not been looked at. */
  public List<FrameCluster> toFillBack() {
    return numbered.stream()
        .filter(followed -> !followed.filledBack)
        .map(followed -> followed.cluster)
        .toList();
  }

  /**
   * Puts sampled days in the place of those that there were; of a cluster that is followed with
   * other frames meanwhile, or not at all, nothing.
   */
  public void fillBack(BackFill filled) {
    for (FrameCluster cluster : filled.clusters()) {
      Followed followed = clusters.get(cluster.id());
      if (followed != null && followed.cluster.equals(cluster)) {
        followed.days.keySet().removeIf(key -> !key.counted);
        for (StrandDay day : filled.daysOf(cluster.id())) {
          if (day.day() >= oldestDay()) {
            followed.days.put(DayKey.of(day), day);
          }
        }
        followed.unstored.removeIf(key -> !key.counted);
        filled.daysOf(cluster.id()).forEach(day -> followed.unstored.add(DayKey.of(day)));
        followed.unstored.retainAll(followed.days.keySet());
        followed.filledBack = true;
        followed.headUnstored = true;
      }
    }
  }

  /** Forgets an account. Returns the days that it was in. */
  public List<StrandDay> forget(String accountId) {
    List<StrandDay> left = new ArrayList<>();
    for (Followed followed : numbered) {
      for (Map.Entry<DayKey, StrandDay> day : followed.days.entrySet()) {
        if (day.getValue().holds(accountId)) {
          day.getValue().forget(accountId);
          left.add(day.getValue());
          followed.unstored.add(day.getKey());
        }
      }
    }
    return left;
  }

  /** Copies, without an account, of the days that it is in. */
  public List<StrandDay> without(String accountId) {
    List<StrandDay> copies = new ArrayList<>();
    for (Followed followed : numbered) {
      for (StrandDay day : followed.days.values()) {
        if (day.holds(accountId)) {
          StrandDay copy = day.copy();
          copy.forget(accountId);
          copies.add(copy);
        }
      }
    }
    return copies;
  }

  /** The clusters that are followed, in the order that was asked for. */
  public List<FrameCluster> clusters() {
    return numbered.stream().map(followed -> followed.cluster).toList();
  }

  /** The position from which a cluster's calls are counted. */
  public long followedFrom(String clusterId) {
    Followed followed = clusters.get(clusterId);
    return followed == null ? 0 : followed.position;
  }

  public boolean filledBack(String clusterId) {
    Followed followed = clusters.get(clusterId);
    return followed != null && followed.filledBack;
  }

  /** Whether its sampled days, and that they are there, are stored. */
  public boolean isStoredAsFilledBack(String clusterId) {
    Followed followed = clusters.get(clusterId);
    return followed != null && followed.filledBack && !followed.headUnstored;
  }

  /** A cluster's days, by day, a sampled one before a counted one. */
  public Collection<StrandDay> days(String clusterId) {
    Followed followed = clusters.get(clusterId);
    return followed == null ? List.of() : followed.days.values();
  }

  /** Takes the days that are not stored yet. */
  public List<StrandDay> takeUnstored() {
    List<StrandDay> days = new ArrayList<>();
    for (Followed followed : numbered) {
      followed.unstored.forEach(key -> days.add(followed.day(key)));
      followed.unstored.clear();
    }
    return days;
  }

  /** The days of these clusters that are not stored yet. */
  public List<StrandDay> unstored(Collection<FrameCluster> of) {
    Set<String> ids = of.stream().map(FrameCluster::id).collect(Collectors.toSet());
    List<StrandDay> days = new ArrayList<>();
    for (Followed followed : numbered) {
      if (ids.contains(followed.cluster.id())) {
        followed.unstored.forEach(key -> days.add(followed.day(key)));
      }
    }
    return days;
  }

  /** They were not stored. */
  public void giveBack(Collection<StrandDay> days) {
    for (StrandDay day : days) {
      Followed followed = clusters.get(day.clusterId());
      if (followed != null && followed.days.containsKey(DayKey.of(day))) {
        followed.unstored.add(DayKey.of(day));
      }
    }
  }

  /** Takes the ids of clusters whose samples were looked at since it was last asked. */
  public Set<String> takeFilledBack() {
    Set<String> ids =
        numbered.stream()
            .filter(followed -> followed.headUnstored)
            .map(followed -> followed.cluster.id())
            .collect(Collectors.toCollection(TreeSet::new));
    numbered.forEach(followed -> followed.headUnstored = false);
    return ids;
  }

  public void giveBackFilledBack(Set<String> ids) {
    numbered.stream()
        .filter(followed -> ids.contains(followed.cluster.id()))
        .forEach(followed -> followed.headUnstored = true);
  }

  private record DayKey(int day, boolean counted) implements Comparable<DayKey> {
    static DayKey of(StrandDay day) {
      return new DayKey(day.day(), day.counted());
    }

    @Override
    public int compareTo(DayKey other) {
      int byDay = Integer.compare(day, other.day);
      return byDay == 0 ? Boolean.compare(counted, other.counted) : byDay;
    }
  }

  /** One cluster and its days. */
  private static final class Followed {
    private final FrameCluster cluster;
    private final long position;
    private final Map<DayKey, StrandDay> days;
    private final Set<DayKey> unstored = new TreeSet<>();
    private boolean filledBack;
    private boolean headUnstored;

    Followed(FrameCluster cluster, long position, Map<DayKey, StrandDay> days) {
      this.cluster = cluster;
      this.position = position;
      this.days = days;
    }

    StrandDay day(DayKey key) {
      return days.computeIfAbsent(
          key, made -> StrandDay.create(cluster.id(), made.day, made.counted));
    }
  }

  /**
   * The sampled days of clusters, while they are being collected from one account after another.
   */
  public static final class BackFill {
    private final List<FrameCluster> clusters;
    private final FrameIndex index;
    private final Map<String, Map<Integer, StrandDay>> days = new TreeMap<>();

    public BackFill(List<FrameCluster> clusters) {
      this.clusters = List.copyOf(clusters);
      this.index = new FrameIndex(clusters);
    }

    List<FrameCluster> clusters() {
      return clusters;
    }

    Collection<StrandDay> daysOf(String clusterId) {
      return days.getOrDefault(clusterId, Map.of()).values();
    }

    /** Takes an account's sampled calls; each account once. */
    public void add(String accountId, List<FramedCall> calls) {
      for (FramedCall call : calls) {
        int number = index.of(call);
        if (number != FrameIndex.NONE) {
          String id = clusters.get(number).id();
          days.computeIfAbsent(id, unused -> new TreeMap<>())
              .computeIfAbsent(call.day(), day -> StrandDay.create(id, day, false))
              .add(accountId, call);
        }
      }
    }

    /** Forgets an account that was erased meanwhile. */
    public void forget(String accountId) {
      days.values().forEach(byDay -> byDay.values().forEach(day -> day.forget(accountId)));
    }
  }
}
