package io.stillwatch.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a call to be refused. */
public final class Refused {
  private Refused() {}

  public static void with(Status.Code code, String message, ThrowingCallable call) {
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refusal).as("a refusal with %s", code).isNotNull();
    assertThat(refusal.getStatus().getCode()).as("%s", refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.getMessage()).contains(message).doesNotContain("sw_");
  }
}
