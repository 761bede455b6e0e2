package io.stillwatch.featureservice.intake;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** How work is refused. */
final class Refusal {
  static final Status FULL =
      Status.RESOURCE_EXHAUSTED.withDescription("the intake queue is full; try again later");
  static final Status NO_DATABASE =
      Status.UNAVAILABLE.withDescription(
          "the database does not answer; try again, nothing was lost");
  static final Status CLOSING =
      Status.UNAVAILABLE.withDescription("the service is stopping; try again, nothing was lost");
  private static final int RETRY_NANOS = 200_000_000;

  private Refusal() {}

  static StatusRuntimeException of(Status status, boolean retryLater) {
    return retryLater ? retryLater(status) : status.asRuntimeException();
  }

  private static StatusRuntimeException retryLater(Status status) {
    RetryInfo retry =
        RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setNanos(RETRY_NANOS)).build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage(String.valueOf(status.getDescription()))
            .addDetails(Any.pack(retry))
            .build());
  }
}
