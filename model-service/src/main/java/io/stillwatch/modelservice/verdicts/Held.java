package io.stillwatch.modelservice.verdicts;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.detector.Judge;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one account.
 *
 * @param verdict without what changes from call to call: age, state, staleness
 * @param asOf the vector's newest event
 * @param apiKeys the keys that it used last
 * @param vector a serialized AccountVector, without what judging does not read; empty: the verdict
 *     comes from the last run and its vector has not come yet
 * @param judge who judged; null: nobody yet, or somebody of the last run
 * @param round the snapshot in which the vector last came
 */
record Held(
    Verdict verdict,
    Instant asOf,
    List<String> apiKeys,
    ByteString vector,
    @Nullable Judge judge,
    long round) {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** The stream's newest vector, judged if there is a judge. */
  static Held of(AccountVector wire, @Nullable Judge judge, Instant now, long round) {
    AccountVector lean = lean(wire);
    FeatureVector vector = VectorWire.read(lean);
    if (vector.asOf().isBefore(Instant.EPOCH) || vector.asOf().isAfter(LATEST)) {
      throw new IllegalArgumentException("a vector as of " + vector.asOf());
    }
    refuseUnstorable(vector.account().accountId());
    vector.account().apiKeyTokens().forEach(Held::refuseUnstorable);
    return new Held(
        Answers.of(vector, wire.getPosition(), judge, now),
        vector.asOf(),
        vector.account().apiKeyTokens(),
        lean.toByteString(),
        judge,
        round);
  }

  /** PostgreSQL holds no NUL: one such id would keep the verdicts beside it from being stored. */
  private static void refuseUnstorable(String id) {
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an id with a NUL character");
    }
  }

  /** A verdict of the last run. */
  static Held stored(Verdict verdict, Instant asOf, List<String> apiKeys) {
    return new Held(verdict, asOf, apiKeys, ByteString.EMPTY, null, 0);
  }

  String accountId() {
    return verdict.getAccountId();
  }

  boolean hasVector() {
    return !vector.isEmpty();
  }

  /** By another judge; a verdict without its vector stays what it is. */
  Held rejudged(Judge successor, Instant now) {
    return hasVector()
        ? new Held(
            Answers.of(featureVector(), verdict.getVectorPosition(), successor, now),
            asOf,
            apiKeys,
            vector,
            successor,
            round)
        : this;
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
