package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Tails;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.NetworkEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Facts that one hand leaves and that need no matched sets: work that was dealt out, so that nobody
 * asks what another asked although strangers would, and accounts that take over when others are
 * closed.
 */
final class ControlFacts {
  /** Of tests that are made of a candidate. */
  static final int COUNT = 2;

  private static final int LEAST = 8;
  private static final int HOURS_A_WAVE = 24;
  private static final int HOURS_A_WEEK = 168;
  private static final int HOURS_TO_FOLLOW = 72;
  private static final double NEARLY_ALL = 0.8;
  private static final double HALF = 0.5;

  private final Population today;
  private final HotContent content;
  private final HonestRepeats honest;
  private final double logChanceOfOne;

  /**
   * @param logChanceOfOne natural logarithm of the chance below which a single test stands
   */
  ControlFacts(Population today, HotContent content, HonestRepeats honest, double logChanceOfOne) {
    this.today = today;
    this.content = content;
    this.honest = honest;
    this.logChanceOfOne = logChanceOfOne;
  }

  /** What stands. */
  List<NetworkEvidence> of(
      Candidate candidate, PooledTasks tasks, Map<Trait, Finding> findings, Circumstances known) {
    List<NetworkEvidence> facts = new ArrayList<>();
    addPartition(candidate, tasks, CommonCause.ofPartition(findings, tasks, known), facts);
    addSuccession(candidate, CommonCause.ofGroup(findings, tasks), facts);
    return facts;
  }

  private void addPartition(
      Candidate candidate, PooledTasks tasks, CommonCause cause, List<NetworkEvidence> facts) {
    double logChance = honest.logChance(tasks);
    if (logChance > logChanceOfOne) {
      return;
    }
    int units = candidate.representatives().length;
    facts.add(
        Evidence.of(
            NetworkStanding.CONTROL,
            String.format(
                Locale.ROOT,
                "of %d sampled questions of %d, two of different accounts are the same %.0f times,"
                    + " where strangers with one prompt would have %.0f; chance %s",
                tasks.tasks(),
                units,
                tasks.repeats(),
                honest.expected(tasks),
                Evidence.chance(logChance)),
            units,
            units,
            logChance,
            cause));
  }

  /**
   * Nearly all who were there are closed within a day, and others, not many more than these, begin
   * with their content in the days after that.
   */
  private void addSuccession(Candidate candidate, CommonCause cause, List<NetworkEvidence> facts) {
    Map<Integer, Integer> last = new HashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    addHours(candidate, last, first);
    last.keySet().removeAll(first.keySet());
    int[] closedAt = ascending(last);
    int[] begunAt = ascending(first);
    if (closedAt.length < LEAST || begunAt.length < LEAST) {
      return;
    }
    int wave = closedAt[closedAt.length / 2];
    double window = (double) (asOf(candidate) - wave) / HOURS_A_WEEK;
    int after = count(begunAt, wave + 1, wave + HOURS_TO_FOLLOW);
    int stayed = count(begunAt, 0, wave);
    boolean isHandOver =
        count(closedAt, wave - HOURS_A_WAVE, wave + HOURS_A_WAVE) >= NEARLY_ALL * closedAt.length
            && closedAt.length >= NEARLY_ALL * (closedAt.length + stayed)
            && after >= NEARLY_ALL * (begunAt.length - stayed)
            && closedAt.length >= HALF * after
            && after >= LEAST;
    if (!isHandOver || window <= 0 || window >= 1) {
      return;
    }
    double logChance = Tails.logBinomialAtLeast(after, begunAt.length, window);
    if (logChance <= logChanceOfOne) {
      facts.add(
          Evidence.of(
              NetworkStanding.CONTROL,
              String.format(
                  Locale.ROOT,
                  "%d of %d began after %d others were closed together; chance %s",
                  after,
                  begunAt.length,
                  closedAt.length,
                  Evidence.chance(logChance)),
              after,
              begunAt.length,
              logChance,
              cause));
    }
  }

  private static int count(int[] hours, int from, int to) {
    return (int) Arrays.stream(hours).filter(hour -> hour >= from && hour <= to).count();
  }

  /**
   * Adds the last hour with the content of each unit, and the first of those that have an account
   * which is not closed.
   */
  private void addHours(
      Candidate candidate, Map<Integer, Integer> last, Map<Integer, Integer> first) {
    for (int member : candidate.members()) {
      FeatureVector vector = today.vector(member);
      int unit = today.unit(member);
      merge(hour(vector, candidate, true), unit, last, Math::max);
      if (!vector.account().silenced()) {
        merge(hour(vector, candidate, false), unit, first, Math::min);
      }
    }
  }

  private static int[] ascending(Map<Integer, Integer> hours) {
    return hours.values().stream().mapToInt(hour -> hour).sorted().toArray();
  }

  private static void merge(
      int hour, int unit, Map<Integer, Integer> hours, BinaryOperator<Integer> best) {
    if (hour >= 0) {
      hours.merge(unit, hour, best);
    }
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
}
