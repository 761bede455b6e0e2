package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The sampled calls of a few days, parted by prompt frame. Calls of a day weigh as many calls as
 * the day's sample stands for. Near frames are one strand; so are a frame under a retired key and
 * the same under the present one, as long as some call carries both.
 */
final class Strands {
  static final int MAX_STRANDS = 8;

  private final List<SampledCall> calls = new ArrayList<>();
  private final List<StrandCalls> byShare = new ArrayList<>();
  private final Map<Long, Long> successors = new TreeMap<>();
  private final double weight;
  private final double knownShare;

  Strands(List<DayPane> panes, LongPredicate known) {
    double all = 0;
    for (DayPane pane : panes) {
      Sample sample = pane.sample;
      double each = sample.size() == 0 ? 0 : (double) pane.requests() / sample.size();
      for (int row = 0; row < sample.size(); row++) {
        calls.add(new SampledCall(pane.day, sample, row, each));
        all += each;
      }
    }
    this.weight = all;
    calls.forEach(this::noteSuccessor);
    this.knownShare = group(known);
  }

  private void noteSuccessor(SampledCall call) {
    if (call.get(Column.RETIRED_FRAME) != 0 && call.frame() != 0) {
      successors.merge(call.get(Column.RETIRED_FRAME), call.frame(), Math::min);
    }
  }

  /** Parts the calls into strands and returns the share of those whose frame is known. */
  private double group(LongPredicate known) {
    Map<Long, List<SampledCall>> exact = new TreeMap<>();
    double knownWeight = 0;
    for (SampledCall call : calls) {
      if (call.frame() == 0) {
        continue;
      }
      if (known.test(call.frame())) {
        knownWeight += call.weight();
      } else {
        exact.computeIfAbsent(present(call.frame()), frame -> new ArrayList<>()).add(call);
      }
    }
    merge(exact).forEach((frame, some) -> byShare.add(new StrandCalls(frame, some, weight)));
    byShare.sort(
        Comparator.comparingDouble((StrandCalls strand) -> -strand.share())
            .thenComparing(StrandCalls::frame));
    return weight == 0 ? 0 : Math.min(1, knownWeight / weight);
  }

  /** A frame under the present key, where a call says which that is. */
  private long present(long frame) {
    for (Map.Entry<Long, Long> successor : successors.entrySet()) {
      if (Frames.near(successor.getKey(), frame)) {
        return successor.getValue();
      }
    }
    return frame;
  }

  /** Near frames under the one that has most calls. */
  private static Map<Long, List<SampledCall>> merge(Map<Long, List<SampledCall>> exact) {
    List<Map.Entry<Long, List<SampledCall>>> frames = new ArrayList<>(exact.entrySet());
    frames.sort(Comparator.comparingInt(entry -> -entry.getValue().size()));
    Map<Long, List<SampledCall>> merged = new LinkedHashMap<>();
    long[] leaders = new long[frames.size()];
    int count = 0;
    for (Map.Entry<Long, List<SampledCall>> entry : frames) {
      int leader = 0;
      while (leader < count && !Frames.near(leaders[leader], entry.getKey())) {
        leader++;
      }
      if (leader == count) {
        leaders[count++] = entry.getKey();
      }
      merged.computeIfAbsent(leaders[leader], seen -> new ArrayList<>()).addAll(entry.getValue());
    }
    return merged;
  }

  List<SampledCall> calls() {
    return calls;
  }

  /** Strands of frames that are not known, by falling share, then by frame. */
  List<StrandCalls> byShare() {
    return byShare;
  }

  /** The share of sampled calls whose frame is known. */
  double knownShare() {
    return knownShare;
  }

  /** Whether any call has a frame. */
  boolean framed() {
    return knownShare > 0 || !byShare.isEmpty();
  }

  /** The share of the calls that carry each value of a column; calls without one carry none. */
  Map<Long, Double> shares(Column column) {
    Map<Long, Double> shares = new TreeMap<>();
    for (SampledCall call : calls) {
      long key = call.get(column);
      if (key != 0) {
        shares.merge(key, call.weight() / weight, Double::sum);
      }
    }
    shares.replaceAll((key, share) -> Math.min(1, share));
    return shares;
  }

  /** Affixes are kept of the rows with the smallest hashes only: shares are among those. */
  Map<Long, Double> affixes() {
    Map<Long, Double> shares = new TreeMap<>();
    double all = 0;
    for (SampledCall call : calls) {
      if (call.keepsAffix()) {
        all += call.weight();
      }
    }
    for (SampledCall call : calls) {
      long key = call.get(Column.AFFIX);
      if (call.keepsAffix() && key != 0) {
        shares.merge(key, call.weight() / all, Double::sum);
      }
    }
    shares.replaceAll((key, share) -> Math.min(1, share));
    return shares;
  }

  /**
   * Entropy of a column's values over the sampled calls that have one, 0 to 1, normalised by the
   * logarithm of their number; NaN below a number of calls.
   */
  double entropy(Column column, int least) {
    Map<Long, Integer> counts = new HashMap<>();
    int all = 0;
    for (SampledCall call : calls) {
      if (call.get(column) != 0) {
        counts.merge(call.get(column), 1, Integer::sum);
        all++;
      }
    }
    return all < Math.max(2, least) ? Double.NaN : Entropy.normalised(counts.values(), all, all);
  }

  /** Distinct values of a column among the sampled calls that have one, as a share of these. */
  double distinctShare(Column column, int least) {
    long distinct =
        calls.stream().mapToLong(call -> call.get(column)).filter(v -> v != 0).distinct().count();
    long all = calls.stream().filter(call -> call.get(column) != 0).count();
    return all < Math.max(1, least) ? Double.NaN : (double) distinct / all;
  }
}
