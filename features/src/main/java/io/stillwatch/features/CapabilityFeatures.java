package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import io.stillwatch.features.Sample.Column;
import java.util.HashSet;
import java.util.Set;

/** Group K: what is wanted of the model. */
final class CapabilityFeatures {
  private static final int LEAST_OF_A_STRAND = 3;
  private static final int LEAST_SWEEP = 5;
  private static final int LEAST_ARTEFACTS = 4;

  private CapabilityFeatures() {}

  static void set(Values values, Week week, Strands strands) {
    set(values, week, strands, Intent.HIDDEN_REASONING, "hidden_reasoning");
    set(values, week, strands, Intent.RUBRIC_JUDGING, "rubric_judging");
    set(values, week, strands, Intent.TASK_SYNTHESIS, "task_synthesis");
    set(values, week, strands, Intent.REWRITE, "rewrite");
    values.set("agentic_share_7d", agentic(week));
    values.set("new_model_share_7d", week.ratio(Sum.NEW_MODEL, Sum.RELEASE_COUNT));
    values.set("elicitation_sweep_7d", sweep(strands));
    values.set("artefact_foreign_share_7d", foreignArtefacts(week));
  }

  private static void set(Values values, Week week, Strands strands, Intent intent, String name) {
    values.set(name + "_share_7d", week.ratio(DayPane.sumOf(intent), Sum.INTENTS_COUNT));
    values.set(name + "_strand_7d", strongest(strands, intent));
  }

  /** A strand of a few sampled calls speaks for itself, however small its part. */
  private static double strongest(Strands strands, Intent intent) {
    double strongest = Double.NaN;
    for (StrandCalls strand : strands.byShare()) {
      double share = strand.calls().size() >= LEAST_OF_A_STRAND ? strand.share(intent) : Double.NaN;
      if (Double.isNaN(strongest) || share > strongest) {
        strongest = share;
      }
    }
    return strongest;
  }

  /** Tools are told by the platform or seen in the prompt. */
  private static double agentic(Week week) {
    double told = week.ratio(Sum.TOOLS, Sum.TOOLS_COUNT);
    double seen = week.ratio(Sum.AGENTIC, Sum.INTENTS_COUNT);
    return Double.isNaN(told) ? seen : Double.isNaN(seen) ? told : Math.max(told, seen);
  }

  private static double sweep(Strands strands) {
    Set<Long> frames = new HashSet<>();
    int calls = 0;
    int refused = 0;
    for (SampledCall call : strands.calls()) {
      if (Intent.HIDDEN_REASONING.in(Traits.intents(call.traits()))) {
        calls++;
        refused += Traits.refused(call.traits()) ? 1 : 0;
        frames.add(call.get(Column.FRAME));
      }
    }
    return calls < LEAST_SWEEP ? Double.NaN : (double) frames.size() / calls * refused / calls;
  }

  /**
   * Of submitted artefacts, the share that was not issued to the account. Looks only at hashes up
   * to which every day's issued ones are kept whole.
   */
  private static double foreignArtefacts(Week week) {
    long complete = Long.MAX_VALUE;
    for (DayPane pane : week.panes) {
      complete = Math.min(complete, pane.issued.completeTo());
    }
    Set<Long> seen = new HashSet<>();
    int foreign = 0;
    for (DayPane pane : week.panes) {
      for (int i = 0; i < pane.submitted.size(); i++) {
        long hash = pane.submitted.get(i);
        if (hash <= complete && seen.add(hash)) {
          foreign += isIssued(week, hash) ? 0 : 1;
        }
      }
    }
    return seen.size() < LEAST_ARTEFACTS ? Double.NaN : (double) foreign / seen.size();
  }

  private static boolean isIssued(Week week, long hash) {
    return week.panes.stream().anyMatch(pane -> pane.issued.contains(hash));
  }
}
