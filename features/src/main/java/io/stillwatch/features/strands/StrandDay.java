package io.stillwatch.features.strands;

import io.stillwatch.features.FramedCall;
import io.stillwatch.features.Identifiers;
import io.stillwatch.features.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One UTC day of a cluster: who called behind its frames, and which bodies were asked by whom. Both
 * are bottom samples, of 2,048 accounts and 512 bodies: what is kept of one is exact. How many
 * bodies two accounts share therefore needs no pairs: among so many calls of honest strangers some
 * bodies meet; where work is parted none do, and where it is handed on all do.
 *
 * <p>A day is either counted, from every call since the cluster was followed, or sampled, from the
 * accounts' samples, which reach back to days before that. Not thread-safe.
 */
public final class StrandDay {
  public static final int MAX_ACCOUNTS = 2048;
  public static final int MAX_BODIES = 512;

  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  private final String clusterId;
  private final int day;
  private final boolean counted;
  private final BottomSample<StrandRow> rows;
  private final BottomSample<BodyUse> bodies;
  private long position;
  private long calls;

  private StrandDay(
      String clusterId, int day, boolean counted, long accountsCompleteTo, long bodiesCompleteTo) {
    this.clusterId = clusterId;
    this.day = day;
    this.counted = counted;
    this.rows = new BottomSample<>(MAX_ACCOUNTS, accountsCompleteTo);
    this.bodies = new BottomSample<>(MAX_BODIES, bodiesCompleteTo);
  }

  static StrandDay create(String clusterId, int day, boolean counted) {
    return new StrandDay(clusterId, day, counted, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * One as it was stored. Throws IllegalArgumentException for one that cannot be.
   *
   * @param day days since 1970, UTC
   * @param accountsCompleteTo see {@link #accountsCompleteTo}
   */
  public static StrandDay stored(
      String clusterId,
      int day,
      boolean counted,
      long position,
      long calls,
      List<StrandRow> rows,
      long accountsCompleteTo,
      List<BodyUse> bodies,
      long bodiesCompleteTo) {
    if (rows.size() > MAX_ACCOUNTS || bodies.size() > MAX_BODIES) {
      throw new IllegalArgumentException(
          rows.size() + " rows and " + bodies.size() + " bodies of a strand's day");
    }
    if (accountsCompleteTo < 0 || bodiesCompleteTo < 0 || calls < 0) {
      throw new IllegalArgumentException("a strand's day of " + calls + " calls");
    }
    StrandDay restored =
        new StrandDay(clusterId, day, counted, accountsCompleteTo, bodiesCompleteTo);
    restored.position = position;
    restored.calls = calls;
    rows.forEach(row -> keep(restored.rows, hash(row.accountId()), row));
    bodies.forEach(body -> keep(restored.bodies, bodyHash(body.body()), body));
    return restored;
  }

  private static <V> void keep(BottomSample<V> sample, long hash, V value) {
    if (sample.at(hash, unused -> value) != value) {
      throw new IllegalArgumentException("a strand's day that holds one twice, or too many");
    }
  }

  /** Takes a call of the cluster on this day, once. */
  void add(UsageEvent event, UsageEvent.Content content, long at) {
    if (at <= position) {
      return;
    }
    position = at;
    long second = Math.floorMod(event.eventTime().getEpochSecond(), DAY_SECONDS);
    Integer output = event.tokens().output();
    int hour = (int) (second / Duration.ofHours(1).toSeconds());
    add(
        event.accountId(),
        hash(event.accountId()),
        hour,
        1,
        output == null ? 0 : output,
        Identifiers.body(content.body()));
  }

  void add(String accountId, FramedCall call) {
    add(accountId, hash(accountId), call.hour(), call.standsFor(), 0, call.body());
  }

  private void add(
      String accountId, long hash, int hour, double standsFor, long outputTokens, long body) {
    calls++;
    StrandRow row = rows.at(hash, unused -> new StrandRow(accountId));
    if (row != null) {
      row.add(hour, standsFor, outputTokens);
    }
    BodyUse use = body == 0 ? null : bodies.at(bodyHash(body), unused -> new BodyUse(body));
    if (use != null) {
      use.add(mark(hash));
    }
  }

  /** Forgets an account; its calls stay in the sums. */
  void forget(String accountId) {
    long hash = hash(accountId);
    rows.remove(hash);
    bodies.values().forEach(body -> body.forget(mark(hash)));
  }

  boolean holds(String accountId) {
    long hash = hash(accountId);
    return rows.find(hash) != null
        || bodies.values().stream().anyMatch(body -> body.isOf(mark(hash)));
  }

  StrandDay copy() {
    return stored(
        clusterId,
        day,
        counted,
        position,
        calls,
        rows.values().stream().map(StrandRow::copy).toList(),
        rows.completeTo(),
        bodies.values().stream().map(BodyUse::copy).toList(),
        bodies.completeTo());
  }

  private static long hash(String accountId) {
    return Identifiers.hash(accountId) >>> 1;
  }

  private static int mark(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  /** What names an account in {@link BodyUse#accounts}: 31 bits of its hash. */
  public static int mark(String accountId) {
    return mark(hash(accountId));
  }

  /** Bijective in the lower 32 bits, so that two bodies never meet. */
  private static long bodyHash(long body) {
    long mixed = body * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
    return (mixed ^ mixed >>> 32) >>> 1;
  }

  public String clusterId() {
    return clusterId;
  }

  /** Days since 1970, UTC. */
  public int day() {
    return day;
  }

  /** Whether every call was seen, since the cluster is followed; else the sampled ones. */
  public boolean counted() {
    return counted;
  }

  /** The log position of the last call in it; 0: a sampled day. */
  public long position() {
    return position;
  }

  /** Calls that were seen. */
  public long calls() {
    return calls;
  }

  /** One row an account, by ascending hash. */
  public Collection<StrandRow> rows() {
    return rows.values();
  }

  /** Accounts with a hash up to this one are all here; Long.MAX_VALUE: all are. */
  public long accountsCompleteTo() {
    return rows.completeTo();
  }

  /** How many accounts called: exact up to 2,048, then within 2 % (one sigma). */
  public double accounts() {
    return rows.distinct();
  }

  /** By ascending hash. */
  public Collection<BodyUse> bodies() {
    return bodies.values();
  }

  /** Bodies with a hash up to this one are all here; Long.MAX_VALUE: all are. */
  public long bodiesCompleteTo() {
    return bodies.completeTo();
  }

  /** How many bodies were asked: exact up to 512, then within 4 % (one sigma). */
  public double distinctBodies() {
    return bodies.distinct();
  }

  /** The day's first instant. */
  public Instant begin() {
    return Instant.ofEpochSecond(day * DAY_SECONDS);
  }
}
