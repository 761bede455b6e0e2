package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Tails;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.NetworkEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Facts that one hand leaves and that need no matched sets: work that was dealt out, so that nobody
 * asks what another asked although strangers would, and accounts that take over when others are
 * closed.
 */
final class ControlFacts {
  private static final String FAMILY = "control";
  private static final int LEAST = 8;
  private static final int HOURS_A_WAVE = 24;
  private static final int HOURS_A_WEEK = 168;
  private static final double MOST_OF_A_WAVE = 0.8;
  private static final double HALF = 0.5;

  private final Population today;
  private final HotContent content;
  private final BaselineContent baseline;
  private final HonestRepeats honest;
  private final double logChanceOfOne;

  /**
   * @param logChanceOfOne natural logarithm of the chance below which a single test stands
   */
  ControlFacts(
      Population today,
      HotContent content,
      BaselineContent baseline,
      HonestRepeats honest,
      double logChanceOfOne) {
    this.today = today;
    this.content = content;
    this.baseline = baseline;
    this.honest = honest;
    this.logChanceOfOne = logChanceOfOne;
  }

  /** What stands. */
  List<NetworkEvidence> of(Candidate candidate, PooledTasks tasks, Map<Trait, Finding> findings) {
    List<NetworkEvidence> facts = new ArrayList<>();
    CommonCause cause =
        CommonCause.ofPartition(
            findings, candidate.wasThereBefore(), candidate.knownMembers(today, baseline));
    addPartition(candidate, tasks, cause, facts);
    addSuccession(candidate, facts);
    return facts;
  }

  private void addPartition(
      Candidate candidate, PooledTasks tasks, CommonCause cause, List<NetworkEvidence> facts) {
    double logChance = honest.logChance(tasks);
    if (logChance > logChanceOfOne || tasks.common() >= CommonCause.COMMON) {
      return;
    }
    int units = candidate.representatives().length;
    facts.add(
        fact(
            String.format(
                Locale.ROOT,
                "of %d sampled questions of %d, two of different accounts are the same %.0f times,"
                    + " where strangers with one prompt would have %.0f; chance %s",
                tasks.tasks(),
                units,
                tasks.repeats(),
                honest.expected(tasks),
                NetworkDraft.chance(logChance)),
            units,
            units,
            logChance,
            cause));
  }

  /** Many closed within a day, and most of the others began with their content after that. */
  private void addSuccession(Candidate candidate, List<NetworkEvidence> facts) {
    int[] closedAt = hours(candidate, true);
    int[] begunAt = hours(candidate, false);
    if (closedAt.length < LEAST || begunAt.length < LEAST) {
      return;
    }
    int wave = closedAt[closedAt.length / 2];
    long within = Arrays.stream(closedAt).filter(h -> Math.abs(h - wave) <= HOURS_A_WAVE).count();
    int after = (int) Arrays.stream(begunAt).filter(hour -> hour > wave).count();
    double window = (double) (asOf(candidate) - wave) / HOURS_A_WEEK;
    boolean came = within >= MOST_OF_A_WAVE * closedAt.length && after >= HALF * begunAt.length;
    if (!came || window <= 0 || window >= 1) {
      return;
    }
    double logChance = Tails.logBinomialAtLeast(after, begunAt.length, window);
    if (logChance <= logChanceOfOne) {
      facts.add(
          fact(
              String.format(
                  Locale.ROOT,
                  "%d of %d began after %d others were closed together; chance %s",
                  after,
                  begunAt.length,
                  closedAt.length,
                  NetworkDraft.chance(logChance)),
              after,
              begunAt.length,
              logChance,
              CommonCause.NONE));
    }
  }

  /** Ascending: the last hours of closed members with the content, or the first of open ones. */
  private int[] hours(Candidate candidate, boolean closed) {
    int[] hours = new int[candidate.members().length];
    int count = 0;
    for (int member : candidate.members()) {
      FeatureVector vector = today.vector(member);
      if (vector.account().silenced() == closed) {
        int hour = hour(vector, candidate, closed);
        if (hour >= 0) {
          hours[count++] = hour;
        }
      }
    }
    int[] sorted = Arrays.copyOf(hours, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private int hour(FeatureVector vector, Candidate candidate, boolean last) {
    int found = -1;
    for (Strand strand : vector.strands()) {
      List<Integer> hours = strand.hours();
      if (!hours.isEmpty() && content.isOf(strand, candidate.content())) {
        int hour = hours.get(last ? hours.size() - 1 : 0);
        found = found < 0 ? hour : last ? Math.max(found, hour) : Math.min(found, hour);
      }
    }
    return found;
  }

  private int asOf(Candidate candidate) {
    return (int) (today.vector(candidate.members()[0]).asOf().getEpochSecond() / 3600);
  }

  private static NetworkEvidence fact(
      String text, int sharing, int members, double logChance, CommonCause cause) {
    return NetworkEvidence.newBuilder()
        .setFamily(FAMILY)
        .setText(text)
        .setSharing(sharing)
        .setMembers(members)
        .setLogChance(Math.max(Verification.LEAST_LOG_CHANCE, logChance))
        .setExplained(cause != CommonCause.NONE)
        .setCause(cause.text())
        .build();
  }
}
