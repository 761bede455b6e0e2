package io.stillwatch.modelservice.dashboard;

import io.stillwatch.v1.Band;
import java.util.List;
import java.util.Locale;

/** Bands as pages and addresses name them. */
public final class Bands {
  /** Every band that an account can be in, from the worst. */
  public static final List<Band> WORST_FIRST =
      List.of(Band.BAND_HARD, Band.BAND_SOFT, Band.BAND_WATCH, Band.BAND_NONE, Band.BAND_UNKNOWN);

  private static final String PREFIX = "BAND_";

  private Bands() {}

  /** Such as "soft". */
  public static String word(Band band) {
    return band.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  /** Throws IllegalArgumentException for a word that is no band. */
  public static Band of(String word) {
    return WORST_FIRST.stream()
        .filter(known -> known.name().equals(PREFIX + word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no band is called \"" + word + '"'));
  }
}
