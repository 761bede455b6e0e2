package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.modelservice.verdicts.BandHistory;
import io.stillwatch.v1.Band;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many accounts were at watch, soft and hard, stacked, over time.
 *
 * @param areas from the lowest upwards
 */
public record BandChart(List<Area> areas, List<Tick> counts, List<Tick> times, String summary) {
  private static final List<Band> STACK = List.of(Band.BAND_HARD, Band.BAND_SOFT, Band.BAND_WATCH);

  /** One band's area, as an SVG path. */
  public record Area(String band, String path) {}

  /** Ascending samples; with fewer than two there is nothing to draw, and no area. */
  public static BandChart of(List<BandHistory.Sample> samples) {
    if (samples.size() < 2) {
      return new BandChart(List.of(), List.of(), List.of(), "nothing was sampled yet");
    }
    Instant from = samples.get(0).at();
    Instant to = samples.get(samples.size() - 1).at();
    List<Double> ticks =
        Scale.roundTicks(samples.stream().mapToDouble(BandChart::stacked).max().orElse(0));
    Scale height = new Scale(0, ticks.get(ticks.size() - 1), Frame.BOTTOM, Frame.TOP);
    return new BandChart(
        areas(samples, Frame.time(from, to), height),
        ticks.stream()
            .map(tick -> new Tick(height.at(tick), String.format(Locale.ROOT, "%,.0f", tick)))
            .toList(),
        Frame.timeTicks(from, to),
        summary(samples));
  }

  private static double stacked(BandHistory.Sample sample) {
    return STACK.stream().mapToLong(band -> count(sample, band)).sum();
  }

  private static long count(BandHistory.Sample sample, Band band) {
    return sample.counts().getOrDefault(band, 0L);
  }

  private static List<Area> areas(List<BandHistory.Sample> samples, Scale time, Scale height) {
    List<Area> areas = new ArrayList<>();
    double[] below = new double[samples.size()];
    for (Band band : STACK) {
      double[] above = new double[samples.size()];
      for (int i = 0; i < above.length; i++) {
        above[i] = below[i] + count(samples.get(i), band);
      }
      areas.add(new Area(Bands.word(band), path(samples, below, above, time, height)));
      below = above;
    }
    return areas;
  }

  private static String path(
      List<BandHistory.Sample> samples, double[] below, double[] above, Scale time, Scale height) {
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < above.length; i++) {
      path.append(i == 0 ? "" : "L").append(place(samples.get(i), above[i], time, height));
    }
    for (int i = below.length - 1; i >= 0; i--) {
      path.append("L").append(place(samples.get(i), below[i], time, height));
    }
    return path.append("Z").toString();
  }

  private static String place(BandHistory.Sample sample, double value, Scale time, Scale height) {
    return Frame.point(time.at(sample.at()), height.at(value));
  }

  private static String summary(List<BandHistory.Sample> samples) {
    BandHistory.Sample first = samples.get(0);
    BandHistory.Sample last = samples.get(samples.size() - 1);
    List<String> parts = new ArrayList<>();
    for (Band band : STACK) {
      parts.add(Bands.word(band) + " from " + count(first, band) + " to " + count(last, band));
    }
    return "accounts at " + String.join(", at ", parts);
  }
}
