package io.stillwatch.detector.forest;

import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Provenance is written as parts that name one another by number; a ring of them has no end. */
final class ProvenanceGraph {
  private static final int MOST_PARTS = 10_000;

  private final Map<Integer, Collection<Integer>> parts = new HashMap<>();

  private ProvenanceGraph(RootProvenanceProto provenance) {
    provenance.getOmpList().forEach(part -> add(part.getIndex(), part.getValuesMap().values()));
    provenance.getMmpList().forEach(part -> add(part.getIndex(), part.getValuesMap().values()));
    provenance.getLmpList().forEach(part -> add(part.getIndex(), part.getValuesList()));
    provenance.getSmpList().forEach(part -> add(part.getIndex(), List.of()));
  }

  /** Throws IllegalArgumentException for a ring, a part that is missing, or too many parts. */
  static void check(RootProvenanceProto provenance) {
    ProvenanceGraph graph = new ProvenanceGraph(provenance);
    if (graph.parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("a provenance of " + graph.parts.size() + " parts");
    }
    graph.checkRings();
  }

  private void add(int index, Collection<Integer> values) {
    if (parts.put(index, values) != null) {
      throw new IllegalArgumentException("two parts of the provenance have the number " + index);
    }
  }

  /** Takes away parts whose own parts are all taken; what then stays is a ring. */
  private void checkRings() {
    Map<Integer, Set<Integer>> waiting = new HashMap<>();
    Map<Integer, Integer> open = new HashMap<>();
    Deque<Integer> done = new ArrayDeque<>();
    parts.forEach(
        (index, values) -> {
          Set<Integer> distinct = new HashSet<>(values);
          distinct.forEach(v -> waiting.computeIfAbsent(v, unused -> new HashSet<>()).add(index));
          open.put(index, distinct.size());
          if (distinct.isEmpty()) {
            done.add(index);
          }
        });
    int taken = 0;
    while (!done.isEmpty()) {
      taken++;
      for (int user : waiting.getOrDefault(done.remove(), Set.of())) {
        if (open.merge(user, -1, Integer::sum) == 0) {
          done.add(user);
        }
      }
    }
    if (taken < parts.size()) {
      throw new IllegalArgumentException("the provenance refers to itself or to what is missing");
    }
  }
}
