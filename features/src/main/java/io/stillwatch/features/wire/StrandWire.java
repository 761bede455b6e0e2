package io.stillwatch.features.wire;

import io.stillwatch.features.strands.BodyUse;
import io.stillwatch.features.strands.FollowedFrame;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandDay;
import io.stillwatch.features.strands.StrandRow;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.StrandBasis;

/** Writes and reads the strand table. */
public final class StrandWire {
  private static final int MAX_DAY = 100_000;

  private StrandWire() {}

  public static io.stillwatch.v1.FrameCluster write(FrameCluster cluster) {
    var wire = io.stillwatch.v1.FrameCluster.newBuilder().setId(cluster.id());
    cluster
        .frames()
        .forEach(
            frame ->
                wire.addFrames(Frame.newBuilder().setKey(frame.key()).addAllBands(frame.bands())));
    return wire.build();
  }

  /** Throws IllegalArgumentException, naming what is wrong, for a cluster that cannot be one. */
  public static FrameCluster read(io.stillwatch.v1.FrameCluster wire) {
    return new FrameCluster(
        wire.getId(),
        wire.getFramesList().stream()
            .map(frame -> new FollowedFrame(frame.getKey(), frame.getBandsList()))
            .toList());
  }

  public static io.stillwatch.v1.StrandDay write(StrandDay day) {
    var wire =
        io.stillwatch.v1.StrandDay.newBuilder()
            .setClusterId(day.clusterId())
            .setDay(day.day())
            .setBasis(
                day.counted() ? StrandBasis.STRAND_BASIS_COUNTED : StrandBasis.STRAND_BASIS_SAMPLED)
            .setPosition(day.position())
            .setCalls(day.calls())
            .setAccounts(day.accounts())
            .setDistinctBodies(day.distinctBodies())
            .setAccountsCompleteTo(day.accountsCompleteTo())
            .setBodiesCompleteTo(day.bodiesCompleteTo());
    day.rows().forEach(row -> wire.addRows(write(row)));
    day.bodies().forEach(body -> wire.addBodies(write(body)));
    return wire.build();
  }

  private static io.stillwatch.v1.StrandRow write(StrandRow row) {
    return io.stillwatch.v1.StrandRow.newBuilder()
        .setAccountId(row.accountId())
        .setCalls(row.calls())
        .setStandsFor(row.standsFor())
        .setOutputTokens(row.outputTokens())
        .setHours(row.hours())
        .setMark(StrandDay.mark(row.accountId()))
        .build();
  }

  private static io.stillwatch.v1.BodyUse write(BodyUse body) {
    return io.stillwatch.v1.BodyUse.newBuilder()
        .setBody((int) body.body())
        .setCalls(body.calls())
        .addAllAccounts(body.accounts())
        .setMoreAccounts(body.more())
        .build();
  }

  /** Throws IllegalArgumentException, naming what is wrong, for a day that cannot be one. */
  public static StrandDay read(io.stillwatch.v1.StrandDay wire) {
    if (wire.getDay() < 0 || wire.getDay() > MAX_DAY) {
      throw new IllegalArgumentException(
          "day " + Integer.toUnsignedLong(wire.getDay()) + " of a strand");
    }
    boolean counted = wire.getBasis() == StrandBasis.STRAND_BASIS_COUNTED;
    if (!counted && wire.getBasis() != StrandBasis.STRAND_BASIS_SAMPLED) {
      throw new IllegalArgumentException("basis of a strand's day is " + wire.getBasisValue());
    }
    return StrandDay.stored(
        wire.getClusterId(),
        wire.getDay(),
        counted,
        wire.getPosition(),
        wire.getCalls(),
        wire.getRowsList().stream().map(StrandWire::read).toList(),
        wire.getAccountsCompleteTo(),
        wire.getBodiesList().stream().map(StrandWire::read).toList(),
        wire.getBodiesCompleteTo());
  }

  private static StrandRow read(io.stillwatch.v1.StrandRow wire) {
    return new StrandRow(
        wire.getAccountId(),
        wire.getCalls(),
        wire.getStandsFor(),
        wire.getOutputTokens(),
        wire.getHours());
  }

  private static BodyUse read(io.stillwatch.v1.BodyUse wire) {
    return new BodyUse(
        Integer.toUnsignedLong(wire.getBody()),
        wire.getCalls(),
        wire.getAccountsList(),
        wire.getMoreAccounts());
  }
}
