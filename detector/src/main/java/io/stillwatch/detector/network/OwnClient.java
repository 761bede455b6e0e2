package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.util.HashMap;
import java.util.Map;

/** Whether a group's client is its own: an app's comes with its prompt, an SDK is everybody's. */
final class OwnClient {
  private OwnClient() {}

  /**
   * Of all who have the client that most members have, the share that is a member; 0: no client.
   */
  static double share(Candidate candidate, Population today) {
    Map<Integer, Integer> members = new HashMap<>();
    for (int member : candidate.members()) {
      for (int client : today.keys(LinkFamily.CLIENT, member)) {
        members.merge(client, 1, Integer::sum);
      }
    }
    return members.entrySet().stream()
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(most -> (double) most.getValue() / today.carriers(LinkFamily.CLIENT, most.getKey()))
        .orElse(0.0);
  }
}
