package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sampled calls of one strand. */
final class StrandCalls {
  private static final int MAX_BODIES = 64;

  private final long frame;
  private final List<SampledCall> calls;
  private final double share;

  /**
   * @param frame the key of the frame that most of the calls have
   * @param all the weight of all of the account's sampled calls
   */
  StrandCalls(long frame, List<SampledCall> calls, double all) {
    this.frame = frame;
    this.calls = calls;
    double part = 0;
    for (SampledCall call : calls) {
      part += call.weight();
    }
    this.share = all == 0 ? 0 : Math.min(1, part / all);
  }

  long frame() {
    return frame;
  }

  double share() {
    return share;
  }

  List<SampledCall> calls() {
    return calls;
  }

  Strand strand() {
    Set<Long> bodies = bodies();
    Set<Integer> hours = new TreeSet<>();
    calls.forEach(call -> hours.add(call.hour()));
    return new Strand(
        frame,
        bands(),
        share,
        calls.size(),
        bodies.stream().limit(MAX_BODIES).toList(),
        List.copyOf(hours));
  }

  /** Those of the frame itself, or of the nearest one that kept them; empty: none did. */
  private List<Long> bands() {
    SampledCall best = null;
    int agreeing = -1;
    for (SampledCall call : calls) {
      int places = call.keepsBands() ? Frames.agreeing(frame, call.frame()) : -1;
      if (places > agreeing) {
        best = call;
        agreeing = places;
      }
    }
    List<Long> bands = new ArrayList<>();
    for (int word = 0; best != null && word < Strand.BAND_WORDS; word++) {
      bands.add(best.get(Sample.bands(word)));
    }
    return bands;
  }

  private Set<Long> bodies() {
    Set<Long> bodies = new TreeSet<>();
    for (SampledCall call : calls) {
      if (call.get(Column.BODY) != 0) {
        bodies.add(call.get(Column.BODY));
      }
    }
    return bodies;
  }

  /** Distinct bodies of the sampled calls that have one, as a share of them; NaN without any. */
  double novelty() {
    long with = calls.stream().filter(call -> call.get(Column.BODY) != 0).count();
    return with == 0 ? Double.NaN : (double) bodies().size() / with;
  }

  /** The share of the calls that show an intent, of those where it was looked for; NaN: none. */
  double share(Intent intent) {
    int looked = 0;
    int found = 0;
    for (SampledCall call : calls) {
      int intents = Traits.intents(call.traits());
      looked += intents >= 0 ? 1 : 0;
      found += intent.in(intents) ? 1 : 0;
    }
    return looked == 0 ? Double.NaN : (double) found / looked;
  }

  /** Standard deviation of the logarithms of input tokens; NaN below a number of calls. */
  double inputSpread(int least) {
    int count = 0;
    double sum = 0;
    double squares = 0;
    for (SampledCall call : calls) {
      double log = Traits.inputLog(call.traits());
      if (!Double.isNaN(log)) {
        count++;
        sum += log;
        squares += log * log;
      }
    }
    double mean = sum / count;
    return count < least ? Double.NaN : Math.sqrt(Math.max(0, squares / count - mean * mean));
  }
}
