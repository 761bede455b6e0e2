package io.stillwatch.modelservice.dashboard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.SharedKey;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures of networks, with coordinates worked out by hand. */
final class NetworkChartsTest {
  private static NetworkDay day(String date, int units, int joined, int closed) {
    return NetworkDay.newBuilder()
        .setDay(date)
        .setUnits(units)
        .setJoined(joined)
        .setClosed(closed)
        .build();
  }

  private static NetworkMember member(String id, double weight, Integer... keys) {
    return NetworkMember.newBuilder()
        .setAccountId(id)
        .setWeight(weight)
        .addAllSharedKeys(List.of(keys))
        .build();
  }

  private static SharedKey key(int family, int members) {
    return SharedKey.newBuilder()
        .setFamily(family)
        .setKey(0xabcdef0123456789L)
        .setMembers(members)
        .build();
  }

  @Test
  void sparkline_daysWithAGap_goesDownToNothing() {
    Sparkline line = Sparkline.of(List.of(day("2026-11-18", 2, 2, 0), day("2026-11-20", 4, 2, 0)));
    assertThat(line.line()).isEqualTo("M1.0 12.0L50.0 22.0L99.0 2.0");
    assertThat(line.says()).isEqualTo("2 → 4");
  }

  @Test
  void sparkline_oneDayOrNone_hasNoLine() {
    assertThat(Sparkline.of(List.of(day("2026-11-18", 1234, 2, 0))))
        .isEqualTo(new Sparkline("", "1,234"));
    assertThat(Sparkline.of(List.of())).isEqualTo(new Sparkline("", ""));
  }

  @Test
  void timeline_twoDays_areBarsOfWhoStayedJoinedAndLeft() {
    TimelineChart chart =
        TimelineChart.of(
            List.of(
                day("2026-11-18", 4, 4, 0),
                day("2026-11-19", 10, 6, 2).toBuilder().addNewModels("m-2").build()));
    assertThat(chart.bars())
        .extracting(
            bar ->
                String.format(
                    "%s %s %s %s %s", bar.kind(), bar.x(), bar.y(), bar.width(), bar.height()))
        .containsExactly(
            "joined 250.5 137.2 26.4 84.8",
            "stayed 703.5 137.2 26.4 84.8",
            "joined 703.5 10.0 26.4 127.2",
            "closed 729.9 179.6 17.6 42.4");
    assertThat(chart.bars().get(3).title())
        .isEqualTo("2026-11-19: 10 units, 6 of them new, 2 closed");
    assertThat(chart.marks()).containsExactly(new TimelineChart.Mark(725.5, "m-2"));
    assertThat(chart.times()).containsExactly(new Tick(272.5, "18 Nov"), new Tick(725.5, "19 Nov"));
    assertThat(chart.counts()).extracting(Tick::label).containsExactly("0", "5", "10");
    assertThat(chart.summary())
        .isEqualTo(
            "units a day from 4 on 2026-11-18 to 10 on 2026-11-19; 10 joined, 2 were closed");
    assertThat(chart.days())
        .extracting(NetworkDay::getDay)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void timeline_noDaysOrNonsense_drawsNothing() {
    assertThat(TimelineChart.of(List.of()).bars()).isEmpty();
    assertThat(TimelineChart.of(List.of(day("<b>", 4, 4, 0), day("", 4, 4, 0))).days()).isEmpty();
  }

  @Test
  void timeline_daysFarApartAndCountsThatCannotBe_stayWithinTheFrame() {
    TimelineChart chart =
        TimelineChart.of(
            List.of(day("0001-01-01", 3, 3, 0), day("9999-12-31", 5, Integer.MAX_VALUE, 9)));
    assertThat(chart.days()).hasSize(DaySpan.MOST);
    assertThat(chart.bars())
        .allMatch(bar -> bar.y() >= Frame.TOP && bar.y() + bar.height() <= Frame.BOTTOM + 0.1)
        .allMatch(bar -> bar.x() >= Frame.LEFT && bar.x() + bar.width() <= Frame.RIGHT);
  }

  @Test
  void matrix_threeMembers_areNeighboursByWhatTheyShare() {
    Network network =
        Network.newBuilder()
            .addMembers(member("a", 1, 0, 1))
            .addMembers(member("b", 0.5, 0, 2))
            .addMembers(member("c", 1, 0, 1, 2))
            .addSharedKeys(key(1, 3))
            .addSharedKeys(key(3, 2))
            .addSharedKeys(key(2, 2))
            .build();
    KeyMatrix matrix = KeyMatrix.of(network);
    assertThat(matrix.lines())
        .containsExactly(
            new KeyMatrix.Line("prompt frame 1", "abcdef01", 3, 14),
            new KeyMatrix.Line("affix 1", "abcdef01", 2, 38),
            new KeyMatrix.Line("way of paying 1", "abcdef01", 2, 62));
    assertThat(matrix.columns())
        .extracting(KeyMatrix.Column::accountId)
        .containsExactly("c", "a", "b");
    assertThat(matrix.columns().get(2).keys()).containsExactly("prompt frame 1", "affix 1");
    assertThat(matrix.core())
        .isEqualTo("M181.0 14.0h.01M181.0 38.0h.01M181.0 62.0h.01M199.0 14.0h.01M199.0 62.0h.01");
    assertThat(matrix.fringe()).isEqualTo("M217.0 14.0h.01M217.0 38.0h.01");
    assertThat(matrix.empty()).isEqualTo("M199.0 38.0h.01M217.0 62.0h.01");
    assertThat(matrix.height()).isEqualTo(78);
  }

  @Test
  void matrix_manyMembers_areSixtyEvenlyFromCoreToFringe() {
    Network.Builder network = Network.newBuilder();
    IntStream.range(0, 600)
        .forEach(i -> network.addMembers(member("m" + i, i < 300 ? 1 : 0.5, i % 30)));
    IntStream.range(0, 40).forEach(i -> network.addSharedKeys(key(1 + i % 9, 20)));
    KeyMatrix matrix = KeyMatrix.of(network.build());
    assertThat(matrix.columns()).hasSize(KeyMatrix.MOST);
    assertThat(matrix.columns().stream().filter(KeyMatrix.Column::isCore)).hasSize(30);
    assertThat(matrix.lines()).hasSize(KeyNames.MOST);
    assertThat(matrix.lines())
        .extracting(KeyMatrix.Line::name)
        .contains("key 1")
        .doesNotHaveDuplicates();
  }

  @Test
  void matrix_nothingKnownOrNumbersOfNoKey_isNoFailure() {
    assertThat(KeyMatrix.of(Network.getDefaultInstance()).lines()).isEmpty();
    Network odd =
        Network.newBuilder()
            .addMembers(member("a", 1, -1, 7, 99999999))
            .addSharedKeys(key(99, 1))
            .build();
    assertThat(KeyMatrix.of(odd).columns().get(0).keys()).isEmpty();
    assertThat(KeyMatrix.of(odd).core()).isEmpty();
  }

  @Test
  void span_days_isWithoutGaps() {
    assertThat(DaySpan.of(List.of(day("2026-02-27", 1, 1, 0), day("2026-03-02", 1, 1, 0))))
        .extracting(one -> LocalDate.parse(one.getDay()).getDayOfMonth())
        .containsExactly(27, 28, 1, 2);
  }
}
