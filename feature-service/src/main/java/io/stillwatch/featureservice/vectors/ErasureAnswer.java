package io.stillwatch.featureservice.vectors;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.stillwatch.featureservice.accounts.ErasedRows;
import io.stillwatch.featureservice.intake.ErasureDesk;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.ErasedClass;
import java.util.List;

/** What whoever erased an account is told. */
record ErasureAnswer(StreamObserver<EraseAccountResponse> caller) implements ErasureDesk.Customer {
  private static final List<String> REMAINS =
      List.of(
          "the account's id beside the erasure's position, for 7 days, for model services that come"
              + " back",
          "ids of events that came in batches, without their account, for 48 hours",
          "dead rows until the database's next vacuum, its archived log, and its backups",
          "what gateways keep themselves");

  @Override
  public void erased(ErasedRows rows, long position) {
    caller.onNext(
        EraseAccountResponse.newBuilder()
            .setPosition(position)
            .addRemoved(removed("events of the log", rows.events()))
            .addRemoved(removed("stored states", rows.states()))
            .addRemoved(removed("vectors of closed days", rows.dailyVectors()))
            .addRemoved(removed("days of followed prompt frames", rows.strandDays()))
            .addAllRemains(REMAINS)
            .build());
    caller.onCompleted();
  }

  private static ErasedClass removed(String name, long count) {
    return ErasedClass.newBuilder().setName(name).setRemoved(count).build();
  }

  @Override
  public void refused(StatusRuntimeException why) {
    caller.onError(why);
  }
}
