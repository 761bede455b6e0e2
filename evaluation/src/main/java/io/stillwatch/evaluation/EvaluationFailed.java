package io.stillwatch.evaluation;

import io.grpc.Status;

/** A run that could not be brought to its end; the message says where it broke. */
public final class EvaluationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  EvaluationFailed(String message) {
    super(message);
  }

  static EvaluationFailed at(String what, Throwable failure) {
    Status status = Status.fromThrowable(failure);
    return new EvaluationFailed(
        what + " failed: " + status.getCode() + ": " + status.getDescription());
  }
}
