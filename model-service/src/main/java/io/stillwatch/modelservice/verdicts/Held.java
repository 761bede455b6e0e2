package io.stillwatch.modelservice.verdicts;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.detector.Judge;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one account.
 *
 * @param verdict without what changes from call to call: age, state, staleness
 * @param asOf the vector's newest event
 * @param apiKeys the keys that it used last
 * @param organisationId empty: the account stands alone
 * @param plan empty: not known
 * @param vector a serialized AccountVector, without what judging does not read; empty: the verdict
 *     comes from the last run and its vector has not come yet
 * @param judge who judged; null: nobody yet, or somebody of the last run
 * @param round the snapshot in which the vector last came
 * @param serial rises from each to the next, so that no two are equal in any order
 */
record Held(
    Verdict verdict,
    Instant asOf,
    List<String> apiKeys,
    String organisationId,
    String plan,
    long requests7d,
    long outputTokens7d,
    ByteString vector,
    @Nullable Judge judge,
    long round,
    long serial) {
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final AtomicLong SERIALS = new AtomicLong();

  /** The stream's newest vector, judged if there is a judge. */
  static Held of(AccountVector wire, @Nullable Judge judge, Instant now, long round) {
    AccountVector lean = lean(wire);
    FeatureVector vector = VectorWire.read(lean);
    if (vector.asOf().isBefore(Instant.EPOCH) || vector.asOf().isAfter(LATEST)) {
      throw new IllegalArgumentException("a vector as of " + vector.asOf());
    }
    refuseUnstorable(vector.account());
    return new Held(
        Answers.of(vector, wire.getPosition(), judge, now),
        vector.asOf(),
        vector.account().apiKeyTokens(),
        vector.account().organisationId(),
        vector.account().plan(),
        vector.requests7d(),
        vector.outputTokens7d(),
        lean.toByteString(),
        judge,
        round,
        SERIALS.incrementAndGet());
  }

  /** PostgreSQL holds no NUL: one such id would keep the verdicts beside it from being stored. */
  private static void refuseUnstorable(AccountProfile account) {
    refuseUnstorable(account.accountId());
    refuseUnstorable(account.organisationId());
    refuseUnstorable(account.plan());
    account.apiKeyTokens().forEach(Held::refuseUnstorable);
  }

  private static void refuseUnstorable(String id) {
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an id with a NUL character");
    }
  }

  /** A verdict of the last run. */
  static Held stored(Verdict verdict, Instant asOf, List<String> apiKeys, Listing listing) {
    return bare(verdict, asOf, apiKeys, listing, SERIALS.incrementAndGet());
  }

  /** A place in orders, of no account: before all, or behind all, that are equal in the rest. */
  static Held place(Verdict verdict, Instant asOf, Listing listing, boolean behind) {
    return bare(verdict, asOf, List.of(), listing, behind ? Long.MAX_VALUE : Long.MIN_VALUE);
  }

  /** Without a vector, and judged by nobody who is here. */
  private static Held bare(
      Verdict verdict, Instant asOf, List<String> apiKeys, Listing listing, long serial) {
    return new Held(
        verdict,
        asOf,
        apiKeys,
        listing.organisationId(),
        listing.plan(),
        listing.requests7d(),
        listing.outputTokens7d(),
        ByteString.EMPTY,
        null,
        0,
        serial);
  }

  /** What lists show of an account beside its verdict. */
  record Listing(String organisationId, String plan, long requests7d, long outputTokens7d) {
    static final Listing NOTHING = new Listing("", "", 0, 0);
  }

  String accountId() {
    return verdict.getAccountId();
  }

  int bandNumber() {
    return verdict.getBandValue();
  }

  boolean hasVector() {
    return !vector.isEmpty();
  }

  /** Whether another verdict has the same band, network and model. */
  boolean saysTheSame(Held other) {
    return verdict.getBand() == other.verdict.getBand()
        && verdict.getNetworkId().equals(other.verdict.getNetworkId())
        && verdict.getModelVersion().equals(other.verdict.getModelVersion());
  }

  /** Whether the account is still of the same organisation and plan, and has the same keys. */
  boolean isOfTheSame(Held other) {
    return apiKeys.equals(other.apiKeys)
        && organisationId.equals(other.organisationId)
        && plan.equals(other.plan);
  }

  /** By another judge; only with a vector. */
  Held rejudged(Judge successor, Instant now) {
    return new Held(
        Answers.of(featureVector(), verdict.getVectorPosition(), successor, now),
        asOf,
        apiKeys,
        organisationId,
        plan,
        requests7d,
        outputTokens7d,
        vector,
        successor,
        round,
        SERIALS.incrementAndGet());
  }

  FeatureVector featureVector() {
    try {
      return VectorWire.read(AccountVector.parseFrom(vector));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a held vector cannot be read", impossible);
    }
  }

  /** At least 0: clocks of two machines may differ. */
  Duration age(Instant now) {
    java.time.Duration age = java.time.Duration.between(asOf, now);
    return age.isNegative()
        ? Duration.getDefaultInstance()
        : Duration.newBuilder().setSeconds(age.getSeconds()).setNanos(age.getNano()).build();
  }

  /** The bodies and hours of strands fill most of a vector and only the training reads them. */
  private static AccountVector lean(AccountVector wire) {
    AccountVector.Builder lean = wire.toBuilder();
    lean.getStrandsBuilderList().forEach(strand -> strand.clearBodies().clearHours());
    return lean.build();
  }
}
