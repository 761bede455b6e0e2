package io.stillwatch.evaluation;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each part of a run took, in the order in which the parts first came. For one thread. */
final class SpentTime {
  private static final double NANOS = 1e9;

  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private long since = System.nanoTime();

  /** What has passed since the last call, or since this was made, was spent on that part. */
  void on(String part) {
    long now = System.nanoTime();
    nanos.merge(part, now - since, Long::sum);
    since = now;
  }

  double seconds(String part) {
    return nanos.getOrDefault(part, 0L) / NANOS;
  }

  void addAll(SpentTime other) {
    other.nanos.forEach((part, spent) -> nanos.merge(part, spent, Long::sum));
    since = other.since;
  }

  JsonObject json() {
    JsonObject object = new JsonObject();
    nanos.forEach((part, spent) -> object.addProperty(part, Math.round(spent / 1e6) / 1e3));
    return object;
  }

  /** Such as {@code reading vectors 1.2 s, fitting 3.4 s}. */
  @Override
  public String toString() {
    return nanos.entrySet().stream()
        .map(part -> text(part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(String part, long nanos) {
    return String.format(Locale.ROOT, "%s %.1f s", part.replace('_', ' '), nanos / NANOS);
  }
}
