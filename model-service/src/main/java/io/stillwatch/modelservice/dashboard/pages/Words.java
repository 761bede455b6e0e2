package io.stillwatch.modelservice.dashboard.pages;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLife;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says values as people do. Times are UTC.
 *
 * @param now against which ages are told
 */
public record Words(Instant now) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NOTHING = "–";

  /** Such as 12,345. */
  public String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Such as 1.2 M. */
  public String about(long value) {
    double size = value;
    String unit = "";
    for (String next : new String[] {" k", " M", " G", " T"}) {
      // Of what is rounded to one decimal, 999.95 is 1000.0.
      if (Math.abs(size) < (unit.isEmpty() ? 1000 : 999.95)) {
        break;
      }
      size /= 1000;
      unit = next;
    }
    return unit.isEmpty() ? count(value) : String.format(Locale.ROOT, "%.1f%s", size, unit);
  }

  /** Of a confidence, so that what lies above 0.99 is told apart. */
  public String confidence(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Such as 96 %. */
  public String share(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  /** Such as 0.873. */
  public String risk(@Nullable Double value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Such as "39.9 bit"; never a negative nothing. */
  public String bits(double value) {
    return String.format(Locale.ROOT, "%.1f bit", Math.abs(value) < 0.05 ? 0.0 : value);
  }

  /** Such as "rarer than 1 in 600". */
  public String rarity(@Nullable Long oneIn) {
    return oneIn == null || oneIn < 2 ? NOTHING : "rarer than 1 in " + count(oneIn);
  }

  /** Such as "3e-9", of a natural logarithm. */
  public String chance(double log) {
    double log10 = log / Math.log(10);
    if (log10 > -3) {
      return String.format(Locale.ROOT, "%.3f", Math.exp(log));
    }
    if (log10 == Double.NEGATIVE_INFINITY) {
      return "0";
    }
    double exponent = Math.floor(log10);
    long digit = Math.round(Math.pow(10, log10 - exponent));
    return digit < 10
        ? String.format(Locale.ROOT, "%de%.0f", digit, exponent)
        : String.format(Locale.ROOT, "1e%.0f", exponent + 1);
  }

  /** Such as 2026-11-26 11:34. */
  public String time(@Nullable Instant time) {
    return time == null || time.equals(Instant.EPOCH) ? NOTHING : MINUTE.format(time);
  }

  /** Of another name than {@link #time}: templates could not tell whose null is meant. */
  public String timestamp(Timestamp time) {
    return time(Instant.ofEpochSecond(time.getSeconds()));
  }

  /** Such as "3 minutes ago". */
  public String ago(@Nullable Instant time) {
    if (time == null || time.equals(Instant.EPOCH)) {
      return NOTHING;
    }
    Duration age = Duration.between(time, now);
    if (age.toSeconds() < 60) {
      return "just now";
    }
    return many(age) + " ago";
  }

  private static String many(Duration age) {
    if (age.toMinutes() < 60) {
      return age.toMinutes() + " min";
    }
    return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
  }

  /** Such as "soft". */
  public String band(Band band) {
    return Bands.word(band);
  }

  /** Such as "growing". */
  public String life(NetworkLife life) {
    return life == NetworkLife.NETWORK_LIFE_UNSPECIFIED
        ? NOTHING
        : life.name().substring("NETWORK_LIFE_".length()).toLowerCase(Locale.ROOT);
  }

  /** How far a network's evidence carries: verified, suspected or explained. */
  public String standing(Network network) {
    return words(NetworkStanding.of(network));
  }

  /** Such as "signed in". */
  public String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A text, or a dash for an empty one. */
  public String orNothing(String text) {
    return text.isEmpty() ? NOTHING : text;
  }
}
