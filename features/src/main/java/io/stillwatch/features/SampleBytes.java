package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a state's samples. What many rows share is written once, ascending, and then named
 * by its place: frames, hashes of tokens, the places and clients that calls come from together, and
 * bands.
 */
final class SampleBytes {
  private static final int HASH_BYTES = 4;
  private static final int TRAITS_BYTES = 4;
  private static final int MOST_ROWS = AccountState.DAYS * Sample.CAPACITY;

  /** What a call's origin consists of. */
  private static final List<Column> ORIGIN =
      List.of(
          Column.ADDRESS,
          Column.NETWORK,
          Column.COUNTRY,
          Column.CLIENT,
          Column.MODEL,
          Column.PARAMETERS);

  private static final List<Column> BANDS =
      List.of(Column.BANDS_0, Column.BANDS_1, Column.BANDS_2, Column.BANDS_3);

  private final Shared frames;
  private final Shared tokens;
  private final Shared origins;
  private final Shared bands;
  private final boolean retired;

  private SampleBytes(Shared frames, Shared tokens, Shared origins, Shared bands, boolean retired) {
    this.frames = frames;
    this.tokens = tokens;
    this.origins = origins;
    this.bands = bands;
    this.retired = retired;
  }

  static SampleBytes of(List<DayPane> panes) {
    List<long[]> frames = new ArrayList<>();
    List<long[]> tokens = new ArrayList<>();
    List<long[]> bands = new ArrayList<>();
    boolean retired = false;
    for (DayPane pane : panes) {
      for (int row = 0; row < pane.sample.size(); row++) {
        frames.add(columns(pane.sample, row, List.of(Column.FRAME)));
        frames.add(columns(pane.sample, row, List.of(Column.RETIRED_FRAME)));
        retired |= pane.sample.get(row, Column.RETIRED_FRAME) != 0;
        tokens.add(columns(pane.sample, row, List.of(Column.AFFIX)));
        for (Column column : ORIGIN) {
          tokens.add(columns(pane.sample, row, List.of(column)));
        }
        bands.add(columns(pane.sample, row, BANDS));
      }
    }
    Shared allTokens = Shared.of(tokens);
    return new SampleBytes(
        Shared.of(frames),
        allTokens,
        Shared.of(origins(panes, allTokens)),
        Shared.of(bands),
        retired);
  }

  private static List<long[]> origins(List<DayPane> panes, Shared tokens) {
    List<long[]> origins = new ArrayList<>();
    for (DayPane pane : panes) {
      for (int row = 0; row < pane.sample.size(); row++) {
        origins.add(origin(pane.sample, row, tokens));
      }
    }
    return origins;
  }

  /** An origin by the places of its tokens. */
  private static long[] origin(Sample sample, int row, Shared tokens) {
    long[] origin = columns(sample, row, ORIGIN);
    Arrays.setAll(origin, i -> tokens.place(origin[i]));
    return origin;
  }

  private static long[] columns(Sample sample, int row, List<Column> columns) {
    return columns.stream().mapToLong(column -> sample.get(row, column)).toArray();
  }

  void putShared(StateBytes out) {
    out.put(retired ? 1 : 0);
    frames.put(out, out::putLong);
    tokens.put(out, out::putNarrow);
    origins.put(out, out::putVar);
    bands.put(out, out::putLong);
  }

  static SampleBytes shared(StateBytes in) {
    int retired = in.getCount(1, "as a flag");
    Shared frames = Shared.get(in, 1, 2 * MOST_ROWS, in::getLong);
    Shared tokens = Shared.get(in, 1, (1 + ORIGIN.size()) * MOST_ROWS, in::getNarrow);
    Shared origins =
        Shared.get(in, ORIGIN.size(), MOST_ROWS, () -> in.getCount(tokens.size(), "as a token"));
    Shared bands = Shared.get(in, BANDS.size(), MOST_ROWS, in::getLong);
    return new SampleBytes(frames, tokens, origins, bands, retired == 1);
  }

  void put(StateBytes out, Sample sample) {
    out.putVar(sample.size());
    for (int row = 0; row < sample.size(); row++) {
      out.putBytes(sample.get(row, Column.HASH), HASH_BYTES);
      out.putBytes(sample.get(row, Column.TRAITS), TRAITS_BYTES);
      out.putNarrow(sample.get(row, Column.BODY));
      out.putVar(frames.place(sample.get(row, Column.FRAME)));
      out.putVar(origins.place(origin(sample, row, tokens)));
      if (retired) {
        out.putVar(frames.place(sample.get(row, Column.RETIRED_FRAME)));
      }
      if (Sample.keepsAffix(row)) {
        out.putVar(tokens.place(sample.get(row, Column.AFFIX)));
      }
      if (sample.keepsBands(row)) {
        out.putVar(bands.place(columns(sample, row, BANDS)));
      }
    }
  }

  void get(StateBytes in, Sample sample) {
    int rows = in.getCount(Sample.CAPACITY, "sampled calls");
    for (int at = 0; at < rows; at++) {
      long[] row = Sample.emptyRow();
      set(row, Column.HASH, in.getBytes(HASH_BYTES));
      long traits = in.getBytes(TRAITS_BYTES);
      if (!Traits.sound(traits)) {
        throw new IllegalArgumentException("a sampled call with traits " + traits);
      }
      set(row, Column.TRAITS, traits);
      set(row, Column.BODY, in.getNarrow());
      set(row, Column.FRAME, frames.get(in)[0]);
      long[] origin = origins.get(in);
      for (int i = 0; i < ORIGIN.size(); i++) {
        set(row, ORIGIN.get(i), tokens.at((int) origin[i])[0]);
      }
      if (retired) {
        set(row, Column.RETIRED_FRAME, frames.get(in)[0]);
      }
      if (Sample.keepsAffix(at)) {
        set(row, Column.AFFIX, tokens.get(in)[0]);
      }
      if (Sample.keepsBands(at, Traits.framed(traits))) {
        long[] kept = bands.get(in);
        for (int i = 0; i < BANDS.size(); i++) {
          set(row, BANDS.get(i), kept[i]);
        }
      }
      sample.add(row);
    }
  }

  private static void set(long[] row, Column column, long value) {
    row[column.ordinal()] = value;
  }
}
