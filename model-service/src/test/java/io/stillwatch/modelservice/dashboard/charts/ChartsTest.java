package io.stillwatch.modelservice.dashboard.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.modelservice.verdicts.BandHistory;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import io.stillwatch.v1.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartsTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Pattern POINT = Pattern.compile("(-?[0-9.]+) (-?[0-9.]+)");

  @Test
  void bands_fewerThanTwoSamples_drawNothing() {
    assertThat(BandChart.of(List.of()).areas()).isEmpty();
    BandChart one = BandChart.of(List.of(sample(0, 1, 2, 3)));
    assertThat(one.areas()).isEmpty();
    assertThat(one.summary()).isEqualTo("nothing was sampled yet");
  }

  @Test
  void bands_nobodyAnywhere_lieOnTheGround() {
    BandChart chart = BandChart.of(List.of(sample(0, 0, 0, 0), sample(10, 0, 0, 0)));
    assertThat(chart.areas())
        .extracting(BandChart.Area::band)
        .containsExactly("hard", "soft", "watch");
    assertThat(chart.areas())
        .allSatisfy(
            area -> assertThat(points(area.path())).allMatch(point -> point[1] == Frame.BOTTOM));
    assertThat(chart.counts()).extracting(Tick::label).containsExactly("0", "1");
  }

  @Test
  void bands_counts_areStackedFromHardUpwards() {
    BandChart chart = BandChart.of(List.of(sample(0, 4, 0, 0), sample(10, 1, 1, 2)));
    assertThat(chart.areas().get(0).path())
        .isEqualTo("M46.0 10.0L952.0 169.0L952.0 222.0L46.0 222.0Z");
    assertThat(chart.areas().get(1).path())
        .isEqualTo("M46.0 10.0L952.0 116.0L952.0 169.0L46.0 10.0Z");
    assertThat(chart.areas().get(2).path())
        .isEqualTo("M46.0 10.0L952.0 10.0L952.0 116.0L46.0 10.0Z");
    assertThat(chart.summary())
        .isEqualTo("accounts at hard from 4 to 1, at soft from 0 to 1, at watch from 0 to 2");
  }

  @Test
  void bands_manySamples_stayWithinTheFrame() {
    long seed = 20261126;
    Random random = new Random(seed);
    List<BandHistory.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      samples.add(sample(10L * i, random.nextInt(9), random.nextInt(2_000_000), random.nextInt(7)));
    }
    BandChart chart = BandChart.of(samples);
    chart.areas().forEach(area -> assertWithin("seed " + seed, area.path(), 480));
    assertThat(chart.counts())
        .allMatch(tick -> tick.at() >= Frame.TOP && tick.at() <= Frame.BOTTOM);
    assertThat(chart.times()).hasSize(5);
    assertThat(chart.times()).extracting(Tick::at).isSorted().startsWith(Frame.LEFT);
  }

  @Test
  void risk_noPoints_drawsNothing() {
    RiskChart chart = RiskChart.of(List.of(), START);
    assertThat(chart.line()).isEmpty();
    assertThat(chart.dots()).isEmpty();
  }

  @Test
  void risk_onePoint_holdsUntilNow() {
    RiskChart chart =
        RiskChart.of(List.of(point(0, Band.BAND_WATCH, 0.5, "v1")), START.plusSeconds(9));
    assertThat(chart.line()).isEqualTo("M46.0 116.0L952.0 116.0");
    assertThat(chart.dots()).hasSize(1);
    assertThat(chart.dots().get(0).title())
        .isEqualTo("2026-11-20T00:00:00Z: watch, risk 0.50, by model v1");
  }

  @Test
  void risk_points_areStepsWithAMarkForEachModel() {
    RiskChart chart =
        RiskChart.of(
            List.of(
                point(0, Band.BAND_UNKNOWN, null, ""),
                point(30, Band.BAND_NONE, 0.25, "v1"),
                point(60, Band.BAND_HARD, 1.0, "v1"),
                point(90, Band.BAND_NONE, 0.0, "v2")),
            START.plus(Duration.ofMinutes(180)));
    assertThat(chart.line())
        .isEqualTo(
            "M46.0 222.0L197.0 222.0L197.0 169.0L348.0 169.0L348.0 10.0L499.0 10.0L499.0 222.0"
                + "L952.0 222.0");
    assertThat(chart.marks()).extracting(RiskChart.Mark::model).containsExactly("v1", "v2");
    assertThat(chart.marks().get(1).x()).isCloseTo(499.0, within(1e-9));
    assertThat(chart.dots())
        .extracting(RiskChart.Dot::band)
        .containsExactly("unknown", "none", "hard", "none");
  }

  @Test
  void risk_nowBeforeTheLastPoint_staysWithinTheFrame() {
    List<VerdictHistory.Point> points = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      points.add(point(i, Band.BAND_SOFT, i / 2000.0, "v" + i / 500));
    }
    RiskChart chart = RiskChart.of(points, START);
    assertWithin("line", chart.line(), 4000);
    assertThat(chart.marks()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "4, 4",
    "5, 6",
    "9, 10",
    "10, 10",
    "99, 100",
    "101, 150",
    "2000001, 3000000"
  })
  void roundTicks_anyHighest_endAtOrJustAboveIt(double highest, double last) {
    List<Double> ticks = Scale.roundTicks(highest);
    assertThat(ticks).isSorted().hasSizeBetween(2, 7).startsWith(0.0);
    assertThat(ticks.get(ticks.size() - 1)).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 123_456, 1e9, 1e12})
  void roundTicks_large_areFew(double highest) {
    List<Double> ticks = Scale.roundTicks(highest);
    assertThat(ticks).hasSizeBetween(3, 7);
    assertThat(ticks.get(ticks.size() - 1)).isBetween(highest, 2 * highest);
  }

  private static void assertWithin(String what, String path, int count) {
    List<double[]> points = points(path);
    assertThat(points).as(what).hasSize(count);
    assertThat(points)
        .as(what)
        .allMatch(point -> point[0] >= Frame.LEFT && point[0] <= Frame.RIGHT)
        .allMatch(point -> point[1] >= Frame.TOP && point[1] <= Frame.BOTTOM);
  }

  private static List<double[]> points(String path) {
    return POINT.matcher(path).results().map(ChartsTest::coordinates).toList();
  }

  private static double[] coordinates(MatchResult point) {
    return new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))};
  }

  private static BandHistory.Sample sample(long minutes, long hard, long soft, long watch) {
    return new BandHistory.Sample(
        START.plus(Duration.ofMinutes(minutes)),
        Map.of(Band.BAND_HARD, hard, Band.BAND_SOFT, soft, Band.BAND_WATCH, watch));
  }

  private static VerdictHistory.Point point(long minutes, Band band, Double risk, String model) {
    return new VerdictHistory.Point(START.plus(Duration.ofMinutes(minutes)), band, risk, "", model);
  }
}
