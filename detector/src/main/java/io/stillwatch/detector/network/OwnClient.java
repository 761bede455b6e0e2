package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many of a group have a client that is the group's own: an app's comes with its prompt, one a
 * platform or version; an SDK is everybody's.
 */
final class OwnClient {
  private static final double OWN = 2.0 / 3;

  private OwnClient() {}

  /** Of the units, the share with a client of which two thirds of all who have it are members. */
  static double share(Candidate candidate, Population today) {
    Set<Integer> own = own(candidate, today);
    long with =
        Arrays.stream(candidate.representatives())
            .filter(
                member ->
                    Arrays.stream(today.keys(LinkFamily.CLIENT, member)).anyMatch(own::contains))
            .count();
    return (double) with / candidate.representatives().length;
  }

  /** What fewer have than make a network is nobody's app. */
  private static Set<Integer> own(Candidate candidate, Population today) {
    Map<Integer, Integer> members = new HashMap<>();
    for (int member : candidate.members()) {
      for (int client : today.keys(LinkFamily.CLIENT, member)) {
        members.merge(client, 1, Integer::sum);
      }
    }
    members
        .entrySet()
        .removeIf(
            of ->
                of.getValue() < HotContent.LEAST_UNITS
                    || of.getValue() < OWN * today.carriers(LinkFamily.CLIENT, of.getKey()));
    return members.keySet();
  }
}
