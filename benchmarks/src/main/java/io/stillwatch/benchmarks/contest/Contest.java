package io.stillwatch.benchmarks.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Contenders timed in turns on one thread. First each runs until the compiler has done with it.
 * Then come many rounds, in each of which everyone has one short trial, so that whatever else the
 * machine does falls on all alike and a ratio of two contenders holds where their times do not. A
 * trial begins with a quarter of its pieces untimed: the contender before left the caches full of
 * its own.
 */
public final class Contest {
  private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<Lane> lanes = new ArrayList<>();
  private final long warmUpNanos;

  /** Where results go, that the compiler may not leave work out. */
  @SuppressWarnings("unused") // Written for the writing's sake.
  private volatile double blackhole;

  /**
   * @param warmUpMillis for each contender
   */
  public Contest(List<Contender> contenders, long warmUpMillis) {
    contenders.forEach(contender -> lanes.add(new Lane(contender)));
    this.warmUpNanos = TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
  }

  /** Times by contender's name, in the order they were given. */
  public Map<String, Timing> run(int rounds, IntConsumer progress) {
    if (rounds < 1) {
      throw new IllegalArgumentException(rounds + " rounds; at least one is needed");
    }
    lanes.forEach(lane -> lane.warmUp(rounds));
    for (int round = 0; round < rounds; round++) {
      for (Lane lane : lanes) {
        lane.trial(round);
      }
      progress.accept(round + 1);
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    lanes.forEach(lane -> timings.put(lane.contender.name(), Timing.of(lane.trials)));
    return timings;
  }

  /** A contender with its place in its work and its times. */
  private final class Lane {
    private final Contender contender;
    private int count;
    private int next;
    private double[] trials = {};

    Lane(Contender contender) {
      this.contender = contender;
      this.count = contender.least();
    }

    /** Finds the count of pieces that fills a trial, too. */
    void warmUp(int rounds) {
      trials = new double[rounds];
      long end = System.nanoTime() + warmUpNanos;
      long took;
      do {
        took = nextPieces();
        if (took < TRIAL_NANOS && count < contender.pieces()) {
          count *= 2;
        }
      } while (System.nanoTime() < end);
      while (took > 4 * TRIAL_NANOS && count > contender.least()) {
        count /= 2;
        took = nextPieces();
      }
    }

    void trial(int round) {
      int leadIn = count / 4;
      if (leadIn >= contender.least()) {
        timed((next - leadIn) & (contender.pieces() - 1), leadIn);
      }
      trials[round] = (double) nextPieces() / count;
    }

    /** One after the other and from the front again, so that none is left out. */
    private long nextPieces() {
      int from = next - next % count;
      next = (from + count) & (contender.pieces() - 1);
      return timed(from, count);
    }

    private long timed(int from, int pieces) {
      long start = System.nanoTime();
      double outcome = contender.work().run(from, pieces);
      long took = System.nanoTime() - start;
      blackhole = outcome;
      return took;
    }
  }
}
