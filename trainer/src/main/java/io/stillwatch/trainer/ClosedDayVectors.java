package io.stillwatch.trainer;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The feature service's closed days, and what is there now. What fails is told by NightFailed. */
public final class ClosedDayVectors {
  private static final int LIST_SECONDS = 30;
  private static final int READ_MINUTES = 20;

  private final Channel channel;

  /**
   * @param channel to the feature service, with a token that may read
   */
  public ClosedDayVectors(Channel channel) {
    this.channel = channel;
  }

  /** Ascending. */
  public List<LocalDate> closed() {
    List<ClosedDay> days =
        NightFailed.orAnswer(
            "listing the closed days",
            () ->
                FeatureServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIST_SECONDS, TimeUnit.SECONDS)
                    .withWaitForReady()
                    .listDays(ListDaysRequest.getDefaultInstance())
                    .getDaysList());
    return days.stream().map(day -> date(day.getDay())).toList();
  }

  /** Empty when the day was closed by a version with other features. */
  public Optional<DayOfVectors> read(LocalDate day) {
    VectorStream stream = VectorStream.ofDay();
    FeatureServiceGrpc.newStub(channel)
        .withDeadlineAfter(READ_MINUTES, TimeUnit.MINUTES)
        .readVectors(
            ReadVectorsRequest.newBuilder()
                .setDay(DayVectors.newBuilder().setDay(day.toString()).setBlocks(true))
                .build(),
            stream);
    try {
      return stream.vectors().map(vectors -> new DayOfVectors(day, vectors));
    } catch (CompletionException broken) {
      throw broken(
          "reading the vectors of " + day, Objects.requireNonNullElse(broken.getCause(), broken));
    }
  }

  /** Every account as it is now. Empty when the service has other features. */
  Optional<List<FeatureVector>> current() {
    VectorStream stream = VectorStream.ofSnapshot();
    FeatureServiceGrpc.newStub(channel)
        .withDeadlineAfter(READ_MINUTES, TimeUnit.MINUTES)
        .withWaitForReady()
        .readVectors(
            ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build(),
            stream);
    try {
      return stream.vectors();
    } catch (CompletionException broken) {
      throw broken(
          "reading the live vectors", Objects.requireNonNullElse(broken.getCause(), broken));
    }
  }

  /**
   * Reads one day after the other, so that only one of them is in memory. Days that were closed by
   * a version with other features are left out.
   *
   * @param days ascending
   */
  public BaselineDays baseline(List<LocalDate> days) {
    BaselineDays baseline = new BaselineDays();
    for (LocalDate day : days) {
      read(day).ifPresent(baseline::add);
    }
    return baseline;
  }

  private static NightFailed broken(String what, Throwable cause) {
    return cause instanceof StatusRuntimeException
        ? NightFailed.at(what, cause)
        : new NightFailed(what + " failed: " + cause.getMessage());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException broken) {
      throw new NightFailed("the feature service lists a day that is no date: " + text);
    }
  }
}
