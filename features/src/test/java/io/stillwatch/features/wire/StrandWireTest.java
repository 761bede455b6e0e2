package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.strands.FollowedFrame;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.v1.BodyUse;
import io.stillwatch.v1.StrandBasis;
import io.stillwatch.v1.StrandDay;
import io.stillwatch.v1.StrandRow;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class StrandWireTest {
  private static final long ALL = Long.MAX_VALUE;

  @Test
  void read_writtenCluster_isTheSame() {
    FrameCluster cluster =
        new FrameCluster(
            "net-1",
            List.of(
                new FollowedFrame(7, List.of()), new FollowedFrame(-8, List.of(1L, 2L, 3L, -4L))));
    assertThat(StrandWire.read(StrandWire.write(cluster))).isEqualTo(cluster);
  }

  @Test
  void read_writtenDay_isTheSame() {
    StrandDay day = sound().build();
    assertThat(StrandWire.write(StrandWire.read(day)).getRows(0).getAccountId()).isEqualTo("acct");
    StrandDay again = StrandWire.write(StrandWire.read(day));
    assertThat(StrandWire.write(StrandWire.read(again))).isEqualTo(again);
    assertThat(again.getBodies(0)).isEqualTo(day.getBodies(0));
    assertThat(again.getCalls()).isEqualTo(9);
  }

  @Test
  void read_dayThatCannotBe_isRefused() {
    refuses("day", day -> day.setDay(-1));
    refuses("basis", day -> day.setBasisValue(7));
    refuses("basis", day -> day.clearBasis());
    refuses("calls", day -> day.setCalls(-1));
    refuses("calls", day -> day.setBodiesCompleteTo(-1));
    refuses("calls", day -> day.setAccountsCompleteTo(-1));
    refuses("twice", day -> day.addRows(day.getRows(0)));
    refuses("twice", day -> day.addBodies(day.getBodies(0)));
    refuses("or too many", day -> day.setAccountsCompleteTo(0));
    refuses("row", day -> day.getRowsBuilder(0).setCalls(0));
    refuses("row", day -> day.getRowsBuilder(0).setStandsFor(Double.NaN));
    refuses("row", day -> day.getRowsBuilder(0).setStandsFor(Double.POSITIVE_INFINITY));
    refuses("row", day -> day.getRowsBuilder(0).setOutputTokens(-1));
    refuses("row", day -> day.getRowsBuilder(0).setHours(1 << 24));
    refuses("row", day -> day.getRowsBuilder(0).setHours(0));
    refuses("row", day -> day.getRowsBuilder(0).setAccountId(""));
    refuses("body", day -> day.getBodiesBuilder(0).setBody(0));
    refuses("body", day -> day.getBodiesBuilder(0).setCalls(0));
    refuses("body", day -> day.getBodiesBuilder(0).addAccounts(1));
    refuses(
        "17 accounts",
        day ->
            day.getBodiesBuilder(0)
                .clear()
                .setBody(1)
                .setCalls(20)
                .addAllAccounts(java.util.stream.IntStream.range(0, 17).boxed().toList()));
    refuses(
        "2049 rows",
        day -> {
          for (int i = 0; i < 2048; i++) {
            day.addRows(day.getRows(0).toBuilder().setAccountId("a" + i));
          }
        });
  }

  private static void refuses(String what, Consumer<StrandDay.Builder> change) {
    StrandDay.Builder day = sound();
    change.accept(day);
    assertThatThrownBy(() -> StrandWire.read(day.build()))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what);
  }

  private static StrandDay.Builder sound() {
    return StrandDay.newBuilder()
        .setClusterId("net-1")
        .setDay(20_000)
        .setBasis(StrandBasis.STRAND_BASIS_COUNTED)
        .setPosition(12)
        .setCalls(9)
        .setAccountsCompleteTo(ALL)
        .setBodiesCompleteTo(ALL)
        .addRows(
            StrandRow.newBuilder().setAccountId("acct").setCalls(9).setStandsFor(9).setHours(3))
        .addBodies(
            BodyUse.newBuilder().setBody(-2).setCalls(9).addAccounts(4).setMoreAccounts(true));
  }
}
