package io.stillwatch.detector.network;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which units carried which frames and affixes on each day of the baseline. A frame is kept once
 * however often it comes back, and what a unit carries on a day takes 8 bytes apiece, so that weeks
 * of it fit into memory.
 */
public final class BaselineContent {
  private final LongIndex frameKeys = new LongIndex();
  private final BitSet banded = new BitSet();
  private final LongIndex affixes = new LongIndex();
  private final Map<String, Integer> unitNumbers = new HashMap<>();
  private final List<Day> days = new ArrayList<>();
  private @Nullable Instant first;
  private @Nullable Instant last;
  private long[] bands = new long[64 * Strand.BAND_WORDS];

  /**
   * What was carried on a day.
   *
   * @param carried ascending and distinct: a unit's number in the upper half, in the lower a
   *     frame's number or the complement of an affix's
   * @param called the places of what was called with on the day itself, and not only in the week
   *     before
   */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves the class.
  private record Day(LocalDate date, int units, long[] carried, BitSet called) {
    private static Day of(LocalDate date, int units, Longs carried, Longs calledWith) {
      long[] distinct = carried.distinct();
      BitSet called = new BitSet(distinct.length);
      for (long one : calledWith.distinct()) {
        called.set(Arrays.binarySearch(distinct, one));
      }
      return new Day(date, units, distinct, called);
    }

    private boolean called(int unit, IntPredicate content) {
      int found = Arrays.binarySearch(carried, (long) unit << 32);
      int place = found < 0 ? ~found : found;
      while (place < carried.length && unit(carried[place]) == unit) {
        if (called.get(place) && content.test((int) carried[place])) {
          return true;
        }
        place++;
      }
      return false;
    }
  }

  /**
   * Adds a day.
   *
   * @param begin of the day
   * @param vectors all of it
   */
  public void add(Instant begin, List<FeatureVector> vectors) {
    first = first == null || begin.isBefore(first) ? begin : first;
    last = last == null || begin.isAfter(last) ? begin : last;
    LocalDate date = LocalDate.ofInstant(begin, ZoneOffset.UTC);
    BitSet units = new BitSet();
    Longs carried = new Longs();
    Longs called = new Longs();
    for (FeatureVector vector : vectors) {
      int known = unitNumbers.size();
      Integer before = unitNumbers.putIfAbsent(vector.account().unit(), known);
      int unit = before == null ? known : before;
      units.set(unit);
      addContents(vector, date, (long) unit << 32, carried, called);
    }
    days.add(Day.of(date, units.cardinality(), carried, called));
  }

  /** Whether the account signed up since the first day, and its unit was not there on any. */
  boolean isNew(AccountProfile account) {
    Instant signedUpAt = account.signedUpAt();
    return !unitNumbers.containsKey(account.unit())
        && (signedUpAt == null || first == null || !signedUpAt.isBefore(first));
  }

  /** Who signed up from this time on is on no day; null without days. */
  @Nullable Instant newSince() {
    return last == null ? null : last.plus(Duration.ofDays(1));
  }

  int days() {
    return days.size();
  }

  /** The mean of the days' distinct units; 0 without days. */
  double unitsADay() {
    return days.stream().mapToInt(Day::units).average().orElse(0);
  }

  Frame frame(int number) {
    int first = number * Strand.BAND_WORDS;
    return new Frame(
        frameKeys.key(number),
        banded.get(number)
            ? Arrays.stream(bands, first, first + Strand.BAND_WORDS).boxed().toList()
            : List.of());
  }

  long affix(int number) {
    return affixes.key(number);
  }

  /**
   * Where the contents that somebody asks about are counted.
   *
   * @param count of slots
   * @param ofFrame the slot of each frame; negative: none
   * @param ofAffix the same of each affix
   */
  @SuppressWarnings("ArrayRecordComponent") // Made here, and read by this class alone.
  record Slots(int count, int[] ofFrame, int[] ofAffix) {
    private int of(long carried) {
      int content = (int) carried;
      return content >= 0 ? ofFrame[content] : ofAffix[~content];
    }
  }

  /**
   * Asks for the slot of each frame and each affix.
   *
   * @param slotOfFrame by its number, below {@code count}; negative: none
   * @param slotOfAffix the same
   */
  Slots slots(int count, IntUnaryOperator slotOfFrame, IntUnaryOperator slotOfAffix) {
    int[] ofFrame = new int[frameKeys.size()];
    int[] ofAffix = new int[affixes.size()];
    Arrays.setAll(ofFrame, slotOfFrame);
    Arrays.setAll(ofAffix, slotOfAffix);
    return new Slots(count, ofFrame, ofAffix);
  }

  /** How many distinct units carried the contents of each slot, summed over the days. */
  long[] units(Slots slots) {
    long[] sums = new long[slots.count()];
    int[] lastUnit = new int[slots.count()];
    for (Day day : days) {
      Arrays.fill(lastUnit, -1);
      for (long carried : day.carried()) {
        int slot = slots.of(carried);
        int unit = unit(carried);
        if (slot >= 0 && lastUnit[slot] != unit) {
          lastUnit[slot] = unit;
          sums[slot]++;
        }
      }
    }
    return sums;
  }

  /**
   * The units that carried the contents of each slot on any day.
   *
   * @param wanted slots with few of them; the others have none
   */
  List<Set<String>> carriers(Slots slots, BitSet wanted) {
    String[] names = new String[unitNumbers.size()];
    unitNumbers.forEach((name, number) -> names[number] = name);
    List<Set<String>> carriers = new ArrayList<>();
    for (int slot = 0; slot < slots.count(); slot++) {
      carriers.add(new HashSet<>());
    }
    for (Day day : days) {
      for (long carried : day.carried()) {
        int slot = slots.of(carried);
        if (slot >= 0 && wanted.get(slot)) {
          carriers.get(slot).add(names[unit(carried)]);
        }
      }
    }
    return carriers;
  }

  /**
   * The days on which the unit called with any such content.
   *
   * @param unit as {@link AccountProfile#unit()} names it
   */
  Set<LocalDate> days(String unit, Predicate<Frame> frame, LongPredicate affix) {
    Integer number = unitNumbers.get(unit);
    if (number == null) {
      return Set.of();
    }
    IntPredicate wanted =
        content -> content >= 0 ? frame.test(frame(content)) : affix.test(affix(~content));
    return days.stream()
        .filter(day -> day.called(number, wanted))
        .map(Day::date)
        .collect(Collectors.toSet());
  }

  private static int unit(long carried) {
    return (int) (carried >>> 32);
  }

  /** When an affix was sent is not known: any call of the day counts. */
  private void addContents(
      FeatureVector vector, LocalDate date, long unit, Longs carried, Longs called) {
    boolean calledAtAll = vector.strands().isEmpty();
    for (Strand strand : vector.strands()) {
      boolean calledWith = CalledDays.includes(date, strand);
      calledAtAll |= calledWith;
      if (strand.share() >= Population.LEAST_SHARE) {
        addContent(unit, number(Frame.of(strand)), calledWith, carried, called);
      }
    }
    for (LinkKey link : vector.links()) {
      if (link.family() == LinkFamily.AFFIX && link.share() >= Population.LEAST_SHARE) {
        addContent(unit, ~affixes.add(link.key()), calledAtAll, carried, called);
      }
    }
  }

  private static void addContent(
      long unit, int content, boolean calledWith, Longs carried, Longs called) {
    long one = unit | Integer.toUnsignedLong(content);
    carried.add(one);
    if (calledWith) {
      called.add(one);
    }
  }

  /** A frame's bands are those that it first came with. */
  private int number(Frame frame) {
    int number = frameKeys.add(frame.key());
    if (!frame.bands().isEmpty() && !banded.get(number)) {
      int first = number * Strand.BAND_WORDS;
      while (bands.length < first + Strand.BAND_WORDS) {
        bands = Arrays.copyOf(bands, 2 * bands.length);
      }
      for (int word = 0; word < Strand.BAND_WORDS; word++) {
        bands[first + word] = frame.bands().get(word);
      }
      banded.set(number);
    }
    return number;
  }
}
