package io.stillwatch.trainer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** A training night that could not be brought to its end; the message says where it broke. */
public final class NightFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  NightFailed(String message) {
    super(message);
  }

  private NightFailed(String message, Throwable cause) {
    super(message, cause);
  }

  static NightFailed at(String what, Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String description = status.getDescription();
    String why = description == null ? "" : ": " + description;
    return new NightFailed(what + " failed: " + status.getCode() + why, failure);
  }

  /** Makes a call; says what it was for if it fails. */
  static <T> T orAnswer(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException refused) {
      throw at(what, refused);
    }
  }
}
