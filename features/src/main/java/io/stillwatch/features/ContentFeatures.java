package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Group C: how alike the prompts are. */
final class ContentFeatures {
  private static final int LEAST_CALLS = 10;

  private ContentFeatures() {}

  static void set(Values values, Week week, Strands strands) {
    if (strands.framed()) {
      values.set("known_frame_share_7d", strands.knownShare());
      values.set("frame_entropy_7d", frameEntropy(strands));
      values.set("frame_top_share_7d", 0);
    }
    if (!strands.byShare().isEmpty()) {
      values.set("frame_top_share_7d", strands.byShare().get(0).share());
      values.set("body_novelty_7d", strands.byShare().get(0).novelty());
      values.set(
          "affix_top_share_7d",
          strands.affixes().values().stream().mapToDouble(share -> share).max().orElse(0));
    }
    values.set("topic_entropy_7d", topicEntropy(strands));
    long bodies = week.sum(Sum.BODIES);
    if (bodies >= FeatureCatalogue.MIN_REQUESTS) {
      double distinct = Math.min((double) bodies, distinctBodies(week));
      values.set("body_repeat_share_7d", 1 - distinct / bodies);
      values.set(
          "samples_per_body_log_7d", StrictMath.log(Math.max(1, week.sum(Sum.SAMPLES) / distinct)));
    }
  }

  private static double distinctBodies(Week week) {
    DistinctBodies all = new DistinctBodies();
    week.panes.forEach(pane -> all.addAll(pane.bodies));
    return all.estimate();
  }

  private static double frameEntropy(Strands strands) {
    double bits = 0;
    for (StrandCalls strand : strands.byShare()) {
      bits -= strand.share() == 0 ? 0 : strand.share() * StrictMath.log(strand.share());
    }
    int calls = strands.calls().size();
    return calls < 2 ? 0 : Math.max(0, Math.min(1, bits / StrictMath.log(calls)));
  }

  private static double topicEntropy(Strands strands) {
    Map<Integer, Integer> counts = new HashMap<>();
    List<Integer> topics = new ArrayList<>();
    for (SampledCall call : strands.calls()) {
      int topic = Traits.topic(call.traits());
      if (topic >= 0) {
        topics.add(topic);
        counts.merge(topic, 1, Integer::sum);
      }
    }
    return topics.size() < LEAST_CALLS
        ? Double.NaN
        : Entropy.normalised(counts.values(), topics.size(), Math.min(Topics.COUNT, topics.size()));
  }
}
