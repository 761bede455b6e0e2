package io.stillwatch.evaluation.judgement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person would be shown each night: networks that no honest cause explains, if they were not
 * there the night before or have other members.
 */
final class Queues {
  private Queues() {}

  /** A queue a night, each in the night's own order. */
  static List<List<SeenNetwork>> of(List<JudgedNight> nights) {
    List<List<SeenNetwork>> queues = new ArrayList<>();
    Map<String, SeenNetwork> before = Map.of();
    for (JudgedNight night : nights) {
      List<SeenNetwork> queue = new ArrayList<>();
      Map<String, SeenNetwork> now = new HashMap<>();
      for (SeenNetwork network : night.networks()) {
        if (!network.explained()) {
          now.put(network.id(), network);
          SeenNetwork known = before.get(network.id());
          if (known == null || !known.members().keySet().equals(network.members().keySet())) {
            queue.add(network);
          }
        }
      }
      queues.add(queue);
      before = now;
    }
    return queues;
  }
}
