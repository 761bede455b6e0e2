package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.Sample.Column;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a state: a version, the state, and a checksum of both. Written in a fixed order,
 * without what no window can see any more, so that equal event sets give equal bytes.
 */
final class StateCodec {
  private static final int VERSION = 1;
  private static final int CHECKSUM_BYTES = 4;
  private static final List<Column> SHARED =
      List.of(Column.FRAME, Column.AFFIX, Column.ADDRESS, Column.CLIENT);

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
    state.watermark = in.getLong();
    state.late = in.getVar();
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
    int panes = in.getCount(AccountState.DAYS, "panes");
    for (int i = 0; i < panes; i++) {
      DayPane pane = getPane(in);
      state.panes[Math.floorMod(pane.day, AccountState.DAYS)] = pane;
    }
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
      out.putLong(state.newest.hash(i));
    }
  }

  private static void getNewest(StateBytes in, AccountState state) {
    int size = in.getCount(NewestEvents.CAPACITY, "newest events");
    for (int i = 0; i < size; i++) {
      state.newest.add(state.watermark - in.getSigned(), in.getLong());
    }
  }

  private static void putKeys(StateBytes out, RecentKeys<Long> keys) {
    out.putVar(keys.newestFirst().size());
    keys.newestFirst()
        .forEach(
            seen -> {
              out.putLong(seen.key());
              out.putSigned(seen.epochMilli());
            });
  }

  private static void getKeys(StateBytes in, RecentKeys<Long> keys) {
    int size = in.getCount(AccountState.LINKS, "link keys");
    for (int i = 0; i < size; i++) {
      keys.add(in.getLong(), in.getSigned());
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
    out.putVar(panes.size());
    for (DayPane pane : panes) {
      out.putSigned(pane.day);
      for (int hour = 0; hour < DayPane.HOURS; hour++) {
        out.putVar(pane.requests[hour]);
        out.putVar(pane.outputTokens[hour]);
      }
      Arrays.stream(pane.sums).forEach(out::putSigned);
      Arrays.stream(pane.slots).forEach(out::putLong);
      putMinutes(out, pane, today);
      putSample(out, pane.sample);
    }
  }

  /** Minutes are seen for 24 hours, so only those of the newest two days are kept. */
  private static void putMinutes(StateBytes out, DayPane pane, int today) {
    boolean seen = pane.day >= today - 1;
    out.put(seen ? 1 : 0);
    if (seen) {
      Arrays.stream(pane.minutes).forEach(out::putLong);
    }
  }

  private static DayPane getPane(StateBytes in) {
    DayPane pane = new DayPane(Math.toIntExact(in.getSigned()));
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      pane.requests[hour] = in.getCount(Integer.MAX_VALUE, "calls of an hour");
      pane.outputTokens[hour] = in.getVar();
    }
    Arrays.setAll(pane.sums, i -> in.getSigned());
    Arrays.setAll(pane.slots, i -> in.getLong());
    if (in.get() != 0) {
      Arrays.setAll(pane.minutes, i -> in.getLong());
    }
    getSample(in, pane.sample);
    return pane;
  }

  /** Values that many rows share are written once and then named by their place. */
  private static void putSample(StateBytes out, Sample sample) {
    long[] shared = sharedValues(sample);
    out.putVar(sample.size());
    out.putVar(shared.length);
    Arrays.stream(shared).forEach(out::putLong);
    for (int row = 0; row < sample.size(); row++) {
      out.putLong(sample.get(row, Column.HASH));
      out.putLong(sample.get(row, Column.BODY));
      out.putVar(sample.get(row, Column.MINUTE));
      for (Column column : SHARED) {
        out.putVar(Arrays.binarySearch(shared, sample.get(row, column)));
      }
    }
  }

  private static long[] sharedValues(Sample sample) {
    TreeSet<Long> values = new TreeSet<>();
    for (int row = 0; row < sample.size(); row++) {
      for (Column column : SHARED) {
        values.add(sample.get(row, column));
      }
    }
    return values.stream().mapToLong(value -> value).toArray();
  }

  private static void getSample(StateBytes in, Sample sample) {
    int rows = in.getCount(Sample.CAPACITY, "sampled calls");
    long[] shared = new long[in.getCount(Sample.CAPACITY * SHARED.size(), "shared values")];
    Arrays.setAll(shared, i -> in.getLong());
    for (int row = 0; row < rows; row++) {
      long hash = in.getLong();
      long body = in.getLong();
      long minute = in.getCount(DayPane.MINUTES - 1, "as a minute");
      long frame = shared(in, shared);
      long affix = shared(in, shared);
      sample.add(hash, frame, body, affix, shared(in, shared), shared(in, shared), minute);
    }
  }

  private static long shared(StateBytes in, long[] shared) {
    return shared[in.getCount(shared.length - 1, "as a place")];
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
