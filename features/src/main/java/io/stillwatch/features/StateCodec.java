package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.Sample.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a state: a version, the state, and a checksum of both. Written in a fixed order,
 * without what no window can see any more, so that equal event sets give equal bytes.
 */
final class StateCodec {
  private static final int VERSION = 2;

  /** Its facts are read, its panes are not: frames and sums meant something else. */
  private static final int FACTS_ONLY_VERSION = 1;

  private static final int FACTS_OF_VERSION_1 = 5;

  /** As many as version 1 kept. */
  private static final int MOST_NEWEST = 16;

  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_DAY = 1_000_000;
  private static final long[] NO_MINUTES = new long[(DayPane.MINUTES + 63) / 64];

  private StateCodec() {}

  static byte[] encode(AccountState state) {
    StateBytes out = new StateBytes();
    out.put(VERSION);
    out.putText(state.accountId);
    out.putLong(state.watermark);
    out.putVar(state.late);
    putNewest(out, state);
    putKeys(out, state.instruments);
    putKeys(out, state.issuers);
    putKeys(out, state.emails);
    putKeys(out, state.signUpAddresses);
    putApiKeys(out, state.apiKeys);
    for (Fact fact : Fact.values()) {
      putFact(out, state.facts[fact.ordinal()]);
    }
    putDayCounts(out, state);
    putPanes(out, state);
    int checksum = checksum(out.written(), out.written().length);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.put(checksum >>> shift);
    }
    return out.written();
  }

  static AccountState decode(byte[] bytes) {
    int end = bytes.length - CHECKSUM_BYTES;
    if (end < 1) {
      throw new IllegalArgumentException("a state of " + bytes.length + " bytes");
    }
    StateBytes in = new StateBytes(bytes, end);
    int version = in.get();
    if (version != VERSION && version != FACTS_ONLY_VERSION) {
      throw new IllegalArgumentException("a state of version " + version + ", not " + VERSION);
    }
    checkSum(bytes, end);
    AccountState state = AccountState.create(in.getText());
    if (version == FACTS_ONLY_VERSION) {
      readFacts(in, state, FACTS_OF_VERSION_1);
      return state;
    }
    readFacts(in, state, Fact.values().length);
    getDayCounts(in, state);
    getPanes(in, state);
    if (!in.atEnd()) {
      throw new IllegalArgumentException("a state of " + state.accountId + " with more behind it");
    }
    return state;
  }

  private static void readFacts(StateBytes in, AccountState state, int facts) {
    state.watermark = getWatermark(in);
    state.late = in.getSum("late calls");
    getNewest(in, state);
    getKeys(in, state.instruments);
    getKeys(in, state.issuers);
    getKeys(in, state.emails);
    getKeys(in, state.signUpAddresses);
    getApiKeys(in, state.apiKeys);
    for (int fact = 0; fact < facts; fact++) {
      if (in.get() != 0) {
        state.facts[fact] = new Latest<>(in.getLong(), in.getLong(), in.getText());
      }
    }
    checkLevel(state.fact(Fact.VERIFICATION));
  }

  private static long getWatermark(StateBytes in) {
    long watermark = in.getLong();
    if (watermark != Long.MIN_VALUE && Math.abs(watermark) > MAX_DAY * Days.MILLIS) {
      throw new IllegalArgumentException("a state whose newest event is at " + watermark + " ms");
    }
    return watermark;
  }

  private static void checkLevel(String level) {
    if (!level.isEmpty() && !level.matches("[0-5]")) {
      throw new IllegalArgumentException("a verification level of " + level);
    }
  }

  private static void putNewest(StateBytes out, AccountState state) {
    out.putVar(state.newest.size());
    for (int i = 0; i < state.newest.size(); i++) {
      out.putSigned(state.watermark - state.newest.time(i));
      out.putNarrow(state.newest.hash(i));
    }
  }

  private static void getNewest(StateBytes in, AccountState state) {
    int size = in.getCount(MOST_NEWEST, "newest events");
    for (int i = 0; i < size; i++) {
      state.newest.add(state.watermark - in.getSigned(), in.getNarrow());
    }
  }

  private static void putKeys(StateBytes out, RecentKeys<Long> keys) {
    out.putVar(keys.newestFirst().size());
    keys.newestFirst()
        .forEach(
            seen -> {
              out.putNarrow(seen.key());
              out.putSigned(seen.epochMilli());
            });
  }

  private static void getKeys(StateBytes in, RecentKeys<Long> keys) {
    int size = in.getCount(AccountState.LINKS, "link keys");
    for (int i = 0; i < size; i++) {
      keys.add(in.getNarrow(), in.getSigned());
    }
  }

  private static void putApiKeys(StateBytes out, RecentKeys<String> keys) {
    out.putVar(keys.newestFirst().size());
    keys.newestFirst()
        .forEach(
            seen -> {
              out.putText(seen.key());
              out.putSigned(seen.epochMilli());
            });
  }

  private static void getApiKeys(StateBytes in, RecentKeys<String> keys) {
    int size = in.getCount(AccountState.API_KEYS, "API keys");
    for (int i = 0; i < size; i++) {
      keys.add(in.getText(), in.getSigned());
    }
  }

  private static void putFact(StateBytes out, @Nullable Latest<String> fact) {
    out.put(fact == null ? 0 : 1);
    if (fact != null) {
      out.putLong(fact.epochMilli());
      out.putLong(fact.tie());
      out.putText(fact.value());
    }
  }

  private static void putPanes(StateBytes out, AccountState state) {
    List<DayPane> panes = state.currentPanes();
    int today = panes.isEmpty() ? 0 : Days.of(state.watermark);
    SampleBytes samples =
        SampleBytes.of(panes.stream().filter(pane -> sampled(pane, today)).toList());
    out.putVar(panes.size());
    samples.putShared(out);
    SumBytes sums = new SumBytes();
    for (DayPane pane : panes) {
      out.putSigned(pane.day);
      boolean recent = pane.day >= today - 1;
      putHours(out, pane, recent);
      sums.put(out, pane);
      putMinutes(out, pane, recent);
      putHashes(out, pane.issued);
      putHashes(out, pane.submitted);
      if (sampled(pane, today)) {
        samples.put(out, pane.sample);
      }
      putBodies(out, pane, today);
    }
  }

  private static void getPanes(StateBytes in, AccountState state) {
    int panes = in.getCount(AccountState.DAYS, "panes");
    SampleBytes samples = SampleBytes.shared(in);
    SumBytes sums = new SumBytes();
    int today = Days.of(state.watermark);
    for (int i = 0; i < panes; i++) {
      long day = in.getSigned();
      if (day <= today - AccountState.DAYS || day > today) {
        throw new IllegalArgumentException("a pane of day " + day + " outside its state");
      }
      DayPane pane = new DayPane((int) day);
      boolean recent = pane.day >= today - 1;
      getHours(in, pane, recent);
      sums.get(in, pane);
      getMinutes(in, pane, recent);
      getHashes(in, pane.issued);
      getHashes(in, pane.submitted);
      if (sampled(pane, today)) {
        samples.get(in, pane.sample);
      }
      getBodies(in, pane, today);
      state.panes[Math.floorMod(pane.day, AccountState.DAYS)] = pane;
    }
  }

  /**
   * Sums that are not 0, a bit each, and of these the ones that equal the day's calls, as counts
   * often do; both told by what differs from the day before. Then the other sums.
   */
  private static final class SumBytes {
    private long before;
    private long wholeBefore;

    void put(StateBytes out, DayPane pane) {
      long requests = pane.requests();
      long present = 0;
      long whole = 0;
      for (int i = 0; i < pane.sums.length; i++) {
        present |= pane.sums[i] == 0 ? 0 : 1L << i;
        whole |= pane.sums[i] == 0 || pane.sums[i] != requests ? 0 : 1L << i;
      }
      out.putVar(present ^ before);
      out.putVar(whole ^ wholeBefore);
      before = present;
      wholeBefore = whole;
      for (int i = 0; i < pane.sums.length; i++) {
        if (((present & ~whole) >>> i & 1) != 0) {
          out.putVar(pane.sums[i]);
        }
      }
    }

    void get(StateBytes in, DayPane pane) {
      before ^= in.getVar();
      wholeBefore ^= in.getVar();
      if (before >>> pane.sums.length != 0 || (wholeBefore & ~before) != 0) {
        throw new IllegalArgumentException("other sums than there are in a state");
      }
      long requests = pane.requests();
      for (int i = 0; i < pane.sums.length; i++) {
        boolean whole = (wholeBefore >>> i & 1) != 0;
        boolean present = (before >>> i & 1) != 0;
        pane.sums[i] = whole ? requests : present ? in.getSum("a sum") : 0;
      }
    }
  }

  /** Of the newest days the minutes, of which the ten minutes follow; of older ones those. */
  private static void putMinutes(StateBytes out, DayPane pane, boolean recent) {
    if (recent) {
      long[] throttled = pane.throttledMinutes;
      putBits(out, pane.minutes);
      putBits(out, throttled == null ? NO_MINUTES : throttled);
    } else {
      putBits(out, pane.slots);
    }
  }

  private static void getMinutes(StateBytes in, DayPane pane, boolean recent) {
    if (!recent) {
      getBits(in, pane.slots, DayPane.SLOTS);
      return;
    }
    getBits(in, pane.minutes, DayPane.MINUTES);
    BitSet.valueOf(pane.minutes).stream()
        .map(minute -> minute / 10)
        .forEach(slot -> pane.slots[slot / 64] |= 1L << (slot % 64));
    long[] throttled = new long[pane.minutes.length];
    getBits(in, throttled, DayPane.MINUTES);
    if (Arrays.stream(throttled).anyMatch(word -> word != 0)) {
      pane.throttledMinutes = throttled;
    }
  }

  private static void putHashes(StateBytes out, BottomHashes hashes) {
    out.putVar(hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      out.putNarrow(hashes.get(i));
    }
  }

  private static void getHashes(StateBytes in, BottomHashes hashes) {
    int size = in.getCount(BottomHashes.CAPACITY, "artefacts");
    for (int i = 0; i < size; i++) {
      hashes.add(in.getNarrow());
    }
  }

  /** A day that was sampled whole says its bodies by its sample. */
  private static void putBodies(StateBytes out, DayPane pane, int today) {
    if (!sampledWhole(pane, today)) {
      for (int i = 0; i < DistinctBodies.REGISTERS; i += 2) {
        out.put(pane.bodies.registers[i] << 4 | pane.bodies.registers[i + 1]);
      }
    }
  }

  private static void getBodies(StateBytes in, DayPane pane, int today) {
    if (!sampledWhole(pane, today)) {
      for (int i = 0; i < DistinctBodies.REGISTERS; i += 2) {
        int two = in.get();
        pane.bodies.registers[i] = (byte) (two >>> 4);
        pane.bodies.registers[i + 1] = (byte) (two & 15);
      }
      return;
    }
    for (int row = 0; row < pane.sample.size(); row++) {
      long body = pane.sample.get(row, Column.BODY);
      if (body != 0) {
        pane.bodies.add(body);
      }
    }
  }

  private static boolean sampledWhole(DayPane pane, int today) {
    return sampled(pane, today) && pane.requests() == pane.sample.size();
  }

  /** The oldest pane serves a day that is closed late, and has no sample. */
  private static boolean sampled(DayPane pane, int today) {
    return pane.day > today - Week.DAYS;
  }

  /**
   * Hours with a call by a bit each, then what they hold. Output tokens are told by the hour for
   * the newest days, which the last 24 hours can lie in, and in one sum for older ones.
   */
  private static void putHours(StateBytes out, DayPane pane, boolean recent) {
    int active = 0;
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      active |= pane.requests[hour] > 0 ? 1 << hour : 0;
    }
    out.putVar(active);
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      if (pane.requests[hour] > 0) {
        out.putVar(pane.requests[hour]);
        out.put(pane.utilisation[hour]);
        if (recent) {
          out.putVar(pane.outputTokens[hour]);
        }
      }
    }
    if (!recent) {
      out.putVar(Arrays.stream(pane.outputTokens).sum());
    }
  }

  private static void getHours(StateBytes in, DayPane pane, boolean recent) {
    int active = in.getCount((1 << DayPane.HOURS) - 1, "as hours");
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      if ((active >> hour & 1) != 0) {
        pane.requests[hour] = in.getCount(Integer.MAX_VALUE, "calls of an hour");
        pane.utilisation[hour] = (byte) utilisation(in.get());
        pane.outputTokens[hour] = recent ? in.getSum("output tokens") : 0;
      }
    }
    if (!recent) {
      pane.outputTokens[0] = in.getSum("output tokens");
    }
  }

  /** Many bits as they are; few as their places, each by its distance from the one before. */
  private static void putBits(StateBytes out, long[] words) {
    BitSet bits = BitSet.valueOf(words);
    out.putVar(bits.cardinality());
    if (many(bits.cardinality(), words)) {
      Arrays.stream(words).forEach(out::putLong);
      return;
    }
    int last = 0;
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      out.putVar(bit - last);
      last = bit;
    }
  }

  private static void getBits(StateBytes in, long[] words, int size) {
    int count = in.getCount(size, "bits");
    if (many(count, words)) {
      Arrays.setAll(words, i -> in.getLong());
      if (BitSet.valueOf(words).length() > size) {
        throw new IllegalArgumentException("bits beyond " + size + " in a state");
      }
      return;
    }
    int bit = 0;
    for (int i = 0; i < count; i++) {
      bit += in.getCount(size - 1 - bit, "as a distance");
      words[bit / 64] |= 1L << (bit % 64);
    }
  }

  private static boolean many(int count, long[] words) {
    return count > words.length * Long.BYTES;
  }

  private static int utilisation(int hundredths) {
    if (hundredths > DayPane.MOST_UTILISATION + 1) {
      throw new IllegalArgumentException(hundredths + " as the use of a limit in a state");
    }
    return hundredths;
  }

  private static void putDayCounts(StateBytes out, AccountState state) {
    int kept = 0;
    for (int back = 0; back < state.dayCounts.kept(); back++) {
      kept = state.dayCounts.of(state.dayCounts.newest() - back) > 0 ? back + 1 : kept;
    }
    out.putVar(kept);
    if (kept > 0) {
      out.putSigned(state.dayCounts.newest());
      out.putSigned(state.firstCall);
      for (int back = 0; back < kept; back++) {
        out.putVar(state.dayCounts.of(state.dayCounts.newest() - back));
      }
    }
  }

  private static void getDayCounts(StateBytes in, AccountState state) {
    int kept = in.getCount(DayCounts.DAYS, "days of calls");
    if (kept == 0) {
      return;
    }
    long newest = in.getSigned();
    state.firstCall = in.getSigned();
    if (Math.abs(newest) > MAX_DAY || Math.abs(state.firstCall) > MAX_DAY * Days.MILLIS) {
      throw new IllegalArgumentException("calls on day " + newest + " in a state");
    }
    for (int back = 0; back < kept; back++) {
      int calls = in.getCount(Integer.MAX_VALUE, "calls of a day");
      if (calls > 0) {
        state.dayCounts.add((int) newest - back, calls);
      }
    }
  }

  private static void checkSum(byte[] bytes, int end) {
    int stated = 0;
    for (int i = end; i < bytes.length; i++) {
      stated = stated << 8 | bytes[i] & 0xff;
    }
    if (stated != checksum(bytes, end)) {
      throw new IllegalArgumentException("a state whose checksum does not fit its bytes");
    }
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    return (int) sum.getValue();
  }
}
