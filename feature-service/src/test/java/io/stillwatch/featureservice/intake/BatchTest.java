package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.ReportBatchResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final String database = RunningService.newDatabase();

  @Test
  void reportBatch_seenIds_countOnce() {
    try (RunningService service = RunningService.start(database)) {
      assertThat(service.usage().reportBatch(batch("log", 1, 100))).isEqualTo(answer(100, 0));
      assertThat(service.usage().reportBatch(batch("log", 51, 150))).isEqualTo(answer(50, 50));
      assertThat(service.usage().reportBatch(batch("other-log", 1, 10))).isEqualTo(answer(10, 0));
    }
    try (RunningService service = RunningService.start(database)) {
      assertThat(service.usage().reportBatch(batch("log", 101, 150))).isEqualTo(answer(0, 50));
    }
  }

  @Test
  void reportBatch_sameIdTwiceInOneBatch_countsOnce() {
    try (RunningService service = RunningService.start(database)) {
      ReportBatchRequest twice = batch("log", 1, 5).toBuilder().addReports(Usage.event(3)).build();
      assertThat(service.usage().reportBatch(twice)).isEqualTo(answer(5, 1));
    }
  }

  @Test
  void reportBatch_fullQueue_isRefusedWithRetryInfoAndNothingIsLost() throws Exception {
    try (RunningService service =
        RunningService.start(database, "stillwatch.features.queue-events=1000")) {
      List<CompletableFuture<ReportBatchResponse>> answers = new ArrayList<>();
      try (Connection connection = service.bean(DataSource.class).getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table seen_events in access exclusive mode");
        for (int part = 0; part < 8; part++) {
          answers.add(send(service, batch("log", part * 400L + 1, part * 400L + 400)));
        }
        Await.until(
            "six batches are refused",
            () -> answers.stream().filter(CompletableFuture::isDone).count() == 6);
        connection.rollback();
      }
      int accepted = 0;
      for (CompletableFuture<ReportBatchResponse> answer : answers) {
        accepted += acceptedOrRetry(answer);
      }
      assertThat(accepted).isEqualTo(800);
      assertThat(Usage.requests(service)).isEqualTo(800);
    }
  }

  private static int acceptedOrRetry(CompletableFuture<ReportBatchResponse> answer)
      throws Exception {
    try {
      return answer.get().getAccepted();
    } catch (ExecutionException refused) {
      com.google.rpc.Status status = StatusProto.fromThrowable(refused.getCause());
      assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED.value());
      assertThat(status.getDetails(0).unpack(RetryInfo.class).hasRetryDelay()).isTrue();
      return 0;
    }
  }

  private static CompletableFuture<ReportBatchResponse> send(
      RunningService service, ReportBatchRequest batch) {
    CompletableFuture<ReportBatchResponse> answer = new CompletableFuture<>();
    UsageServiceGrpc.newStub(service.channel(RunningService.REPORTER))
        .reportBatch(
            batch,
            new StreamObserver<>() {
              @Override
              public void onNext(ReportBatchResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }

              @Override
              public void onCompleted() {}
            });
    return answer;
  }

  private static ReportBatchRequest batch(String source, long from, long to) {
    ReportBatchRequest.Builder batch = ReportBatchRequest.newBuilder().setSource(source);
    for (long number = from; number <= to; number++) {
      batch.addReports(Usage.event(number));
    }
    return batch.build();
  }

  private static ReportBatchResponse answer(int accepted, int duplicates) {
    return ReportBatchResponse.newBuilder().setAccepted(accepted).setDuplicates(duplicates).build();
  }
}
