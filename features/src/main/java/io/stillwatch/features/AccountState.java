package io.stillwatch.features;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of an account: create, add, merge, vector.
 *
 * <p>A state is a function of the set of its events: whatever their order, as long as none comes
 * more than 48 hours behind the account's newest, and whatever states they went through before a
 * merge, the encoded bytes are equal. Windows are panes of UTC days, hours, ten minutes and minutes
 * of event time; a window of 7 days is today's pane and the six before it, so it is short by at
 * most a day, one of 24 hours by at most an hour. Not thread-safe.
 */
public final class AccountState {
  /** How far behind the account's newest event a call may come. */
  public static final Duration LATENESS = Duration.ofHours(48);

  /** Days whose panes are kept: 7 and the one that is being filled. */
  static final int DAYS = 8;

  static final int LINKS = 16;
  static final int API_KEYS = 8;

  final String accountId;
  final @Nullable DayPane[] panes = new DayPane[DAYS];
  final NewestEvents newest = new NewestEvents();
  final RecentKeys<Long> instruments = new RecentKeys<>(LINKS);
  final RecentKeys<Long> issuers = new RecentKeys<>(LINKS);
  final RecentKeys<Long> emails = new RecentKeys<>(LINKS);
  final RecentKeys<Long> signUpAddresses = new RecentKeys<>(LINKS);
  final RecentKeys<String> apiKeys = new RecentKeys<>(API_KEYS);
  final @Nullable Latest<String>[] facts = newFacts();
  final DayCounts dayCounts = new DayCounts();
  long watermark = Long.MIN_VALUE;

  /** The time of the first call; Long.MAX_VALUE before it. */
  long firstCall = Long.MAX_VALUE;

  long late;

  /** Facts of an account, as texts. */
  enum Fact {
    ORGANISATION,
    PLAN,
    VERIFICATION,
    SIGNED_UP,
    SILENCED,
    DISPOSABLE_EMAIL,
    VIRTUAL_CARD
  }

  private AccountState(String accountId) {
    if (accountId.isEmpty()) {
      throw new IllegalArgumentException("a state of an account without an id");
    }
    this.accountId = accountId;
  }

  public static AccountState create(String accountId) {
    return new AccountState(accountId);
  }

  /**
   * Takes an event of this account. Facts of the account are ordered by their own time and are
   * never late. Throws IllegalArgumentException for an event of another account. About a
   * microsecond.
   */
  public Admission add(Event event) {
    if (!event.accountId().equals(accountId)) {
      throw new IllegalArgumentException(
          "an event of " + event.accountId() + " for the state of " + accountId);
    }
    long time = event.eventTime().toEpochMilli();
    long hash = Identifiers.event(event.source(), event.eventId());
    if (event instanceof UsageEvent && late(time)) {
      late++;
      return Admission.LATE;
    }
    if (!newest.add(time, hash)) {
      return Admission.DUPLICATE;
    }
    watermark = Math.max(watermark, time);
    take(event, time, hash);
    return Admission.COUNTED;
  }

  private boolean late(long time) {
    return watermark != Long.MIN_VALUE && time < watermark - LATENESS.toMillis();
  }

  private void take(Event event, long time, long hash) {
    if (!event.organisationId().isEmpty()) {
      learn(Fact.ORGANISATION, new Latest<>(time, hash, event.organisationId()));
    }
    if (event instanceof UsageEvent usage) {
      count(usage, time, hash);
    } else if (event instanceof AccountEvent account) {
      learn(account.change(), time, hash);
    }
  }

  private void count(UsageEvent usage, long time, long hash) {
    int day = Days.of(time);
    dayCounts.add(day, 1);
    firstCall = Math.min(firstCall, time);
    DayPane pane = paneFor(day);
    if (pane != null) {
      pane.add(usage, (int) (Math.floorMod(time, Days.MILLIS) / 1000), hash);
    }
    if (!usage.apiKeyToken().isEmpty()) {
      apiKeys.add(usage.apiKeyToken(), time);
    }
  }

  private void learn(AccountEvent.Change change, long time, long hash) {
    if (change instanceof AccountEvent.SignedUp signedUp) {
      learn(Fact.SIGNED_UP, new Latest<>(time, hash, signedUp.country()));
      learnPlan(signedUp.plan(), time, hash);
      learnFlag(Fact.DISPOSABLE_EMAIL, signedUp.disposableEmail(), time, hash);
      keep(emails, signedUp.emailPatternToken(), time);
      keep(signUpAddresses, signedUp.addressPrefixToken(), time);
    } else if (change instanceof AccountEvent.PlanChanged planChanged) {
      learnPlan(planChanged.plan(), time, hash);
    } else if (change instanceof AccountEvent.Verified verified) {
      learn(Fact.VERIFICATION, new Latest<>(time, hash, String.valueOf(verified.level())));
    } else if (change instanceof AccountEvent.InstrumentAdded added) {
      learnFlag(Fact.VIRTUAL_CARD, added.virtualCard(), time, hash);
      keep(instruments, added.instrumentToken(), time);
      keep(issuers, added.issuerCellToken(), time);
    } else if (change instanceof AccountEvent.Silenced silenced) {
      learn(Fact.SILENCED, new Latest<>(time, hash, silenced.silenced() ? "yes" : ""));
    }
  }

  private void learnPlan(String plan, long time, long hash) {
    if (!plan.isEmpty()) {
      learn(Fact.PLAN, new Latest<>(time, hash, plan));
    }
  }

  private void learnFlag(Fact fact, @Nullable Boolean flag, long time, long hash) {
    if (flag != null) {
      learn(fact, new Latest<>(time, hash, flag ? "yes" : "no"));
    }
  }

  private void learn(Fact fact, Latest<String> news) {
    Latest<String> known = facts[fact.ordinal()];
    facts[fact.ordinal()] = known == null ? news : Latest.newer(known, news);
  }

  private static void keep(RecentKeys<Long> keys, String token, long time) {
    if (!token.isEmpty()) {
      keys.add(Identifiers.narrow(Identifiers.hash(token)), time);
    }
  }

  /**
   * A new state of both event sets, which must be disjoint. Associative and commutative; neither
   * side is changed. Throws IllegalArgumentException for states of two accounts.
   */
  public AccountState merge(AccountState other) {
    if (!other.accountId.equals(accountId)) {
      throw new IllegalArgumentException(
          "states of two accounts: " + accountId + " and " + other.accountId);
    }
    AccountState merged = new AccountState(accountId);
    merged.include(this);
    merged.include(other);
    return merged;
  }

  /**
   * A new state of what was told of the account: facts, instruments, issuers, e-mails, addresses it
   * signed up from, API keys. Its calls, their times and what was late are not in it, so every call
   * may be added again. Adding the facts again changes nothing.
   */
  public AccountState withoutUsage() {
    AccountState told = new AccountState(accountId);
    told.instruments.addAll(instruments);
    told.issuers.addAll(issuers);
    told.emails.addAll(emails);
    told.signUpAddresses.addAll(signUpAddresses);
    told.apiKeys.addAll(apiKeys);
    System.arraycopy(facts, 0, told.facts, 0, facts.length);
    return told;
  }

  private void include(AccountState other) {
    watermark = Math.max(watermark, other.watermark);
    late += other.late;
    firstCall = Math.min(firstCall, other.firstCall);
    dayCounts.addAll(other.dayCounts);
    newest.addAll(other.newest);
    instruments.addAll(other.instruments);
    issuers.addAll(other.issuers);
    emails.addAll(other.emails);
    signUpAddresses.addAll(other.signUpAddresses);
    apiKeys.addAll(other.apiKeys);
    for (Fact fact : Fact.values()) {
      Latest<String> news = other.facts[fact.ordinal()];
      if (news != null) {
        learn(fact, news);
      }
    }
    for (DayPane pane : other.panes) {
      DayPane own = pane == null ? null : paneFor(pane.day);
      if (own != null && pane != null) {
        own.add(pane);
      }
    }
  }

  /** The pane of a day, made if need be; null for a day that a newer one has replaced. */
  private @Nullable DayPane paneFor(int day) {
    int at = Math.floorMod(day, DAYS);
    DayPane pane = panes[at];
    if (pane == null || pane.day < day) {
      pane = new DayPane(day);
      panes[at] = pane;
    }
    return pane.day == day ? pane : null;
  }

  /** Panes that count from a day to a day, both included, the oldest first. */
  List<DayPane> panes(int from, int to) {
    return currentPanes().stream().filter(pane -> pane.day >= from && pane.day <= to).toList();
  }

  /** Panes that count, seen from the newest event: those of the last 8 days, the oldest first. */
  List<DayPane> currentPanes() {
    if (watermark == Long.MIN_VALUE) {
      return List.of();
    }
    int today = Days.of(watermark);
    return Arrays.stream(panes)
        .filter(pane -> pane != null && pane.day > today - DAYS && pane.day <= today)
        .sorted((one, other) -> Integer.compare(one.day, other.day))
        .toList();
  }

  /** The sampled calls of the last 8 days that have a frame, the oldest day first. */
  public List<FramedCall> framedCalls() {
    List<FramedCall> calls = new ArrayList<>();
    for (DayPane pane : currentPanes()) {
      for (int row = 0; row < pane.sample.size(); row++) {
        if (pane.sample.get(row, Sample.Column.FRAME) != 0) {
          calls.add(FramedCall.of(pane, row));
        }
      }
    }
    return calls;
  }

  /** The features as seen at that time where no frame is known. */
  public FeatureVector vector(Instant asOf) {
    return vector(asOf, frame -> false);
  }

  /**
   * The features as seen at that time; windows look back from it. Minutes are kept of the newest
   * event's day and the one before, so that from an earlier day features that look at minutes are
   * missing. About 0.1 milliseconds where every sampled call has a frame of its own.
   *
   * @param known says of a frame's key whether it is of public software, so that it is no strand
   *     and links nobody
   */
  public FeatureVector vector(Instant asOf, LongPredicate known) {
    return new VectorAt(this, asOf, known).vector();
  }

  /**
   * At most 4 KiB for nearly all accounts, about 10 KiB for one that calls around the clock from
   * everywhere and never alike. Equal event sets give equal bytes.
   */
  public byte[] encode() {
    return StateCodec.encode(this);
  }

  /** Throws IllegalArgumentException for bytes that no state encoded. */
  public static AccountState decode(byte[] bytes) {
    return StateCodec.decode(bytes);
  }

  public String accountId() {
    return accountId;
  }

  /** The newest event time; Instant.MIN before the first event. */
  public Instant watermark() {
    return watermark == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(watermark);
  }

  /** Calls that were left out because they came too late. */
  public long late() {
    return late;
  }

  /** The value of a fact; empty when it is not known. */
  String fact(Fact fact) {
    Latest<String> known = facts[fact.ordinal()];
    return known == null ? "" : known.value();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable Latest<String>[] newFacts() {
    return (Latest<String>[]) new Latest[Fact.values().length];
  }
}
