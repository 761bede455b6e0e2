package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.Sample.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a state: a version, the state, and a checksum of both. Written in a fixed order,
 * without what no window can see any more, so that equal event sets give equal bytes.
 */
final class StateCodec {
  private static final int VERSION = 1;
  private static final int CHECKSUM_BYTES = 4;
  private static final int HASH_BYTES = 4;
  private static final int MAX_DAY = 1_000_000;
  private static final long[] UNSEEN = new long[0];
  private static final List<Column> TOKENS = List.of(Column.AFFIX, Column.ADDRESS, Column.CLIENT);

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
    if (version != VERSION) {
      throw new IllegalArgumentException("a state of version " + version + ", not " + VERSION);
    }
    checkSum(bytes, end);
    AccountState state = AccountState.create(in.getText());
    read(in, state);
    if (!in.atEnd()) {
      throw new IllegalArgumentException("a state of " + state.accountId + " with more behind it");
    }
    return state;
  }

  private static void read(StateBytes in, AccountState state) {
    state.watermark = getWatermark(in);
    state.late = in.getSum("late calls");
    getNewest(in, state);
    getKeys(in, state.instruments);
    getKeys(in, state.issuers);
    getKeys(in, state.emails);
    getKeys(in, state.signUpAddresses);
    getApiKeys(in, state.apiKeys);
    for (Fact fact : Fact.values()) {
      if (in.get() != 0) {
        state.facts[fact.ordinal()] = new Latest<>(in.getLong(), in.getLong(), in.getText());
      }
    }
    checkLevel(state.fact(Fact.VERIFICATION));
    getPanes(in, state);
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
    int size = in.getCount(NewestEvents.CAPACITY, "newest events");
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
    Values frames = Values.of(panes, List.of(Column.FRAME));
    Values tokens = Values.of(panes, TOKENS);
    out.putVar(panes.size());
    frames.put(out, out::putLong);
    tokens.put(out, out::putNarrow);
    for (DayPane pane : panes) {
      out.putSigned(pane.day);
      putHours(out, pane);
      Arrays.stream(pane.sums).forEach(out::putVar);
      putBits(out, pane.slots);
      putBits(out, pane.day >= today - 1 ? pane.minutes : UNSEEN);
      putSample(out, pane.sample, frames, tokens);
    }
  }

  private static void getPanes(StateBytes in, AccountState state) {
    int panes = in.getCount(AccountState.DAYS, "panes");
    Values frames = Values.get(in, in::getLong);
    Values tokens = Values.get(in, in::getNarrow);
    for (int i = 0; i < panes; i++) {
      DayPane pane = getPane(in, frames, tokens);
      if (pane.day <= Days.of(state.watermark) - AccountState.DAYS
          || pane.day > Days.of(state.watermark)) {
        throw new IllegalArgumentException("a pane of day " + pane.day + " outside its state");
      }
      state.panes[Math.floorMod(pane.day, AccountState.DAYS)] = pane;
    }
  }

  private static DayPane getPane(StateBytes in, Values frames, Values tokens) {
    long day = in.getSigned();
    if (Math.abs(day) > MAX_DAY) {
      throw new IllegalArgumentException("a pane of day " + day);
    }
    DayPane pane = new DayPane((int) day);
    getHours(in, pane);
    Arrays.setAll(pane.sums, i -> in.getSum("a sum"));
    getBits(in, pane.slots, DayPane.SLOTS);
    getBits(in, pane.minutes, DayPane.MINUTES);
    getSample(in, pane.sample, frames, tokens);
    return pane;
  }

  /** Hours with a call by a bit each, then what they hold. */
  private static void putHours(StateBytes out, DayPane pane) {
    int active = 0;
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      active |= pane.requests[hour] > 0 ? 1 << hour : 0;
    }
    out.putVar(active);
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      if (pane.requests[hour] > 0) {
        out.putVar(pane.requests[hour]);
        out.putVar(pane.outputTokens[hour]);
      }
    }
  }

  private static void getHours(StateBytes in, DayPane pane) {
    int active = in.getCount((1 << DayPane.HOURS) - 1, "as hours");
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      if ((active >> hour & 1) != 0) {
        pane.requests[hour] = in.getCount(Integer.MAX_VALUE, "calls of an hour");
        pane.outputTokens[hour] = in.getSum("output tokens");
      }
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

  private static void putSample(StateBytes out, Sample sample, Values frames, Values tokens) {
    out.putVar(sample.size());
    for (int row = 0; row < sample.size(); row++) {
      out.putBytes(sample.get(row, Column.HASH), HASH_BYTES);
      out.putNarrow(sample.get(row, Column.BODY));
      out.putVar(sample.get(row, Column.HOUR));
      out.putVar(frames.place(sample.get(row, Column.FRAME)));
      for (Column column : TOKENS) {
        out.putVar(tokens.place(sample.get(row, column)));
      }
    }
  }

  private static void getSample(StateBytes in, Sample sample, Values frames, Values tokens) {
    int rows = in.getCount(Sample.CAPACITY, "sampled calls");
    for (int row = 0; row < rows; row++) {
      long hash = in.getBytes(HASH_BYTES);
      long body = in.getNarrow();
      long hour = in.getCount(DayPane.HOURS - 1, "as an hour");
      long frame = frames.get(in);
      long affix = tokens.get(in);
      sample.add(hash, frame, body, affix, tokens.get(in), tokens.get(in), hour);
    }
  }

  /** Values that many rows share: written once, ascending, and then named by their place. */
  private static final class Values {
    private final long[] ascending;

    private Values(long[] ascending) {
      this.ascending = ascending;
    }

    static Values of(List<DayPane> panes, List<Column> columns) {
      TreeSet<Long> values = new TreeSet<>();
      for (DayPane pane : panes) {
        for (int row = 0; row < pane.sample.size(); row++) {
          for (Column column : columns) {
            values.add(pane.sample.get(row, column));
          }
        }
      }
      return new Values(values.stream().mapToLong(value -> value).toArray());
    }

    void put(StateBytes out, LongConsumer writing) {
      out.putVar(ascending.length);
      Arrays.stream(ascending).forEach(writing);
    }

    static Values get(StateBytes in, LongSupplier reading) {
      int size = in.getCount(AccountState.DAYS * Sample.CAPACITY * TOKENS.size(), "shared values");
      long[] ascending = new long[size];
      Arrays.setAll(ascending, i -> reading.getAsLong());
      for (int i = 1; i < size; i++) {
        if (ascending[i] <= ascending[i - 1]) {
          throw new IllegalArgumentException("shared values of a state that do not ascend");
        }
      }
      return new Values(ascending);
    }

    int place(long value) {
      return Arrays.binarySearch(ascending, value);
    }

    long get(StateBytes in) {
      return ascending[in.getCount(ascending.length - 1, "as a place")];
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
