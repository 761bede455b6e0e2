package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a state's samples. What many rows share is written once, ascending, and then named
 * by its place: frames, hashes of tokens, the places and clients that calls come from together, and
 * bands.
 */
final class SampleBytes {
  private static final int HASH_BYTES = 4;
  private static final int TRAITS_BYTES = 4;
  private static final int BODY_BYTES = 4;
  private static final int MOST_ROWS = AccountState.DAYS * Sample.CAPACITY;

  /** What a call's origin consists of. */
  private static final Column[] ORIGIN = {
    Column.ADDRESS,
    Column.NETWORK,
    Column.COUNTRY,
    Column.CLIENT,
    Column.MODEL_FAMILY,
    Column.PARAMETERS
  };

  /** Bits of a token's place within an origin: there are fewer than 1,024 tokens. */
  private static final int PLACE_BITS = 10;

  private static final int MOST_TOKENS = (1 + ORIGIN.length) * MOST_ROWS;

  private final SharedNumbers frames;
  private final SharedNumbers tokens;
  private final SharedNumbers origins;
  private final SharedBands bands;
  private final boolean retired;

  private SampleBytes(
      SharedNumbers frames,
      SharedNumbers tokens,
      SharedNumbers origins,
      SharedBands bands,
      boolean retired) {
    this.frames = frames;
    this.tokens = tokens;
    this.origins = origins;
    this.bands = bands;
    this.retired = retired;
  }

  static SampleBytes of(List<DayPane> panes) {
    Numbers frames = new Numbers(2 * MOST_ROWS);
    Numbers tokens = new Numbers(MOST_TOKENS);
    List<long[]> bands = new ArrayList<>();
    boolean retired = false;
    for (DayPane pane : panes) {
      Sample sample = pane.sample;
      for (int row = 0; row < sample.size(); row++) {
        frames.add(sample.get(row, Column.FRAME));
        frames.add(sample.get(row, Column.RETIRED_FRAME));
        retired |= sample.get(row, Column.RETIRED_FRAME) != 0;
        tokens.add(sample.get(row, Column.AFFIX));
        for (Column column : ORIGIN) {
          tokens.add(sample.get(row, column));
        }
        if (sample.keepsBands(row)) {
          bands.add(bands(sample, row));
        }
      }
    }
    SharedNumbers sharedTokens = tokens.shared();
    return new SampleBytes(
        frames.shared(),
        sharedTokens,
        origins(panes, sharedTokens),
        SharedBands.of(bands),
        retired);
  }

  private static SharedNumbers origins(List<DayPane> panes, SharedNumbers tokens) {
    Numbers origins = new Numbers(MOST_ROWS);
    for (DayPane pane : panes) {
      for (int row = 0; row < pane.sample.size(); row++) {
        origins.add(origin(pane.sample, row, tokens));
      }
    }
    return origins.shared();
  }

  /** An origin by the places of its tokens. */
  private static long origin(Sample sample, int row, SharedNumbers tokens) {
    long origin = 0;
    for (Column column : ORIGIN) {
      origin = origin << PLACE_BITS | tokens.place(sample.get(row, column));
    }
    return origin;
  }

  private static long[] bands(Sample sample, int row) {
    long[] bands = new long[Strand.BAND_WORDS];
    for (int word = 0; word < bands.length; word++) {
      bands[word] = sample.get(row, Sample.bands(word));
    }
    return bands;
  }

  void putShared(StateBytes out) {
    out.put(retired ? 1 : 0);
    frames.put(out, out::putLong);
    tokens.put(out, out::putNarrow);
    origins.put(out, origin -> putOrigin(out, origin));
    bands.put(out);
  }

  private static void putOrigin(StateBytes out, long origin) {
    for (int i = ORIGIN.length - 1; i >= 0; i--) {
      out.putVar(place(origin, i));
    }
  }

  /** The place of an origin's token, counted from the last column. */
  private static int place(long origin, int fromLast) {
    return (int) (origin >>> (PLACE_BITS * fromLast)) & ((1 << PLACE_BITS) - 1);
  }

  static SampleBytes shared(StateBytes in) {
    int retired = in.getCount(1, "as a flag");
    SharedNumbers frames = SharedNumbers.get(in, 2 * MOST_ROWS, in::getLong);
    SharedNumbers tokens = SharedNumbers.get(in, MOST_TOKENS, in::getNarrow);
    SharedNumbers origins = SharedNumbers.get(in, MOST_ROWS, () -> getOrigin(in, tokens));
    SharedBands bands = SharedBands.get(in, MOST_ROWS);
    return new SampleBytes(frames, tokens, origins, bands, retired == 1);
  }

  private static long getOrigin(StateBytes in, SharedNumbers tokens) {
    long origin = 0;
    for (int i = 0; i < ORIGIN.length; i++) {
      origin = origin << PLACE_BITS | in.getCount(tokens.size(), "as a token");
    }
    return origin;
  }

  void put(StateBytes out, Sample sample) {
    out.putVar(sample.size());
    for (int row = 0; row < sample.size(); row++) {
      out.putBytes(sample.get(row, Column.HASH), HASH_BYTES);
      out.putBytes(sample.get(row, Column.TRAITS), TRAITS_BYTES);
      out.putBytes(sample.get(row, Column.BODY), BODY_BYTES);
      out.putVar(frames.place(sample.get(row, Column.FRAME)));
      out.putVar(origins.place(origin(sample, row, tokens)));
      if (retired) {
        out.putVar(frames.place(sample.get(row, Column.RETIRED_FRAME)));
      }
      if (Sample.keepsAffix(row)) {
        out.putVar(tokens.place(sample.get(row, Column.AFFIX)));
      }
      if (sample.keepsBands(row)) {
        out.putVar(bands.place(bands(sample, row)));
      }
    }
  }

  void get(StateBytes in, Sample sample) {
    int rows = in.getCount(Sample.CAPACITY, "sampled calls");
    for (int at = 0; at < rows; at++) {
      sample.add(row(in, at));
    }
  }

  private long[] row(StateBytes in, int at) {
    long[] row = Sample.emptyRow();
    set(row, Column.HASH, in.getBytes(HASH_BYTES));
    long traits = in.getBytes(TRAITS_BYTES);
    if (!Traits.sound(traits)) {
      throw new IllegalArgumentException("a sampled call with traits " + traits);
    }
    set(row, Column.TRAITS, traits);
    set(row, Column.BODY, in.getBytes(BODY_BYTES));
    set(row, Column.FRAME, frames.get(in));
    long origin = origins.get(in);
    for (int i = 0; i < ORIGIN.length; i++) {
      set(row, ORIGIN[i], tokens.at(place(origin, ORIGIN.length - 1 - i)));
    }
    if (retired) {
      set(row, Column.RETIRED_FRAME, frames.get(in));
    }
    if (Sample.keepsAffix(at)) {
      set(row, Column.AFFIX, tokens.get(in));
    }
    if (Sample.keepsBands(at, Traits.framed(traits))) {
      long[] kept = bands.get(in);
      for (int word = 0; word < kept.length; word++) {
        set(row, Sample.bands(word), kept[word]);
      }
    }
    return row;
  }

  private static void set(long[] row, Column column, long value) {
    row[column.ordinal()] = value;
  }

  /** Numbers as they come. */
  private static final class Numbers {
    private final long[] all;
    private int count;

    Numbers(int most) {
      this.all = new long[most];
    }

    void add(long number) {
      if (number != 0) {
        all[count++] = number;
      }
    }

    SharedNumbers shared() {
      return SharedNumbers.of(all, count);
    }
  }
}
