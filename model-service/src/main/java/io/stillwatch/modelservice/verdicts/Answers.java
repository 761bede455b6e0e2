package io.stillwatch.modelservice.verdicts;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.Action;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Reason;
import io.stillwatch.v1.ReasonKind;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the detector says into the words of the wire. The action is to observe: no policy yet.
 */
final class Answers {
  static final Action ACTION = Action.ACTION_OBSERVE;

  private Answers() {}

  /** Of a vector; unknown without a judge. */
  static Verdict of(FeatureVector vector, long position, @Nullable Judge judge, Instant now) {
    Verdict.Builder answer =
        judge == null
            ? stranger(vector.account().accountId(), null)
            : judged(judge.judge(vector), judge.bundle());
    return answer.setVectorPosition(position).setJudgedAt(Timestamps.timestamp(now)).build();
  }

  /** Of an account that no vector came from. */
  static Verdict.Builder stranger(String accountId, @Nullable Judge judge) {
    Verdict.Builder answer =
        Verdict.newBuilder().setAccountId(accountId).setBand(Band.BAND_UNKNOWN).setAction(ACTION);
    return judge == null ? answer : by(judge.bundle(), answer);
  }

  static Reason of(io.stillwatch.detector.Reason reason) {
    Reason.Builder answer =
        Reason.newBuilder()
            .setName(reason.name())
            .setBits(reason.bits())
            .setValue(reason.value())
            .setTypicalRange(reason.typicalRange())
            .setKind(reason.fact() ? ReasonKind.REASON_KIND_FACT : ReasonKind.REASON_KIND_INFERENCE)
            .setText(reason.text());
    if (!Double.isNaN(reason.percentile())) {
      answer.setPercentile(reason.percentile());
    }
    return answer.build();
  }

  private static Verdict.Builder judged(
      io.stillwatch.detector.Verdict verdict, ModelBundle bundle) {
    Verdict.Builder answer =
        Verdict.newBuilder()
            .setAccountId(verdict.accountId())
            .setBand(band(verdict.band()))
            .setAction(ACTION)
            .setNetworkId(verdict.networkId());
    if (verdict.band() != io.stillwatch.detector.Band.UNKNOWN) {
      answer.setRisk(verdict.risk()).setRarerThanOneIn(verdict.rarerThanOneIn());
    }
    return by(bundle, answer);
  }

  private static Verdict.Builder by(ModelBundle bundle, Verdict.Builder answer) {
    return answer
        .setModelVersion(bundle.getManifest().getVersion())
        .setSnapshotVersion(bundle.getNetworks().getVersion());
  }

  private static Band band(io.stillwatch.detector.Band band) {
    return switch (band) {
      case UNKNOWN -> Band.BAND_UNKNOWN;
      case NONE -> Band.BAND_NONE;
      case WATCH -> Band.BAND_WATCH;
      case SOFT -> Band.BAND_SOFT;
      case HARD -> Band.BAND_HARD;
    };
  }
}
