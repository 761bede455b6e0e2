package io.stillwatch.featureservice.intake;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.stillwatch.featureservice.intake.IntakeCounts.Reason;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.rim.tokens.Caller;
import io.stillwatch.rim.tokens.TokenBook;
import io.stillwatch.v1.AssignSourceRequest;
import io.stillwatch.v1.AssignSourceResponse;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.ReportBatchResponse;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The gRPC face of the intake. Reports of streams come as bytes, for most need no message. */
final class UsageEndpoint implements UsageServiceGrpc.AsyncService, BindableService {
  private static final int MAX_BATCH = 1000;
  private static final MethodDescriptor<ReportRequest, ReportResponse> REPORT =
      UsageServiceGrpc.getReportMethod();

  private final IntakeQueue queue;
  private final EventBounds bounds;
  private final IntakeCounts counts;
  private final int window;
  private final TokenBook tokens;

  UsageEndpoint(
      IntakeQueue queue, EventBounds bounds, IntakeCounts counts, int window, TokenBook tokens) {
    this.queue = queue;
    this.bounds = bounds;
    this.counts = counts;
    this.window = window;
    this.tokens = tokens;
  }

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<ReceivedReports, ReportResponse> report =
        REPORT.toBuilder(ReceivedReports.MARSHALLER, REPORT.getResponseMarshaller()).build();
    ServerServiceDefinition generated = UsageServiceGrpc.bindService(this);
    ServiceDescriptor.Builder service =
        ServiceDescriptor.newBuilder(generated.getServiceDescriptor().getName())
            .setSchemaDescriptor(generated.getServiceDescriptor().getSchemaDescriptor())
            .addMethod(report);
    List<ServerMethodDefinition<?, ?>> others =
        generated.getMethods().stream()
            .filter(method -> !method.getMethodDescriptor().equals(REPORT))
            .collect(Collectors.toList());
    others.forEach(method -> service.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder bound =
        ServerServiceDefinition.builder(service.build())
            .addMethod(report, ServerCalls.asyncBidiStreamingCall(this::stream));
    others.forEach(bound::addMethod);
    return bound.build();
  }

  private StreamObserver<ReceivedReports> stream(StreamObserver<ReportResponse> answers) {
    ReportStream stream =
        new ReportStream(
            (ServerCallStreamObserver<ReportResponse>) answers,
            queue,
            bounds,
            counts,
            window,
            Caller.name());
    stream.begin();
    return stream;
  }

  @Override
  public void reportBatch(ReportBatchRequest request, StreamObserver<ReportBatchResponse> answer) {
    List<LogRow> rows;
    try {
      rows = read(request);
    } catch (IllegalArgumentException broken) {
      counts.refused(Reason.INVALID, Math.max(1, request.getReportsCount()));
      answer.onError(
          Status.INVALID_ARGUMENT.withDescription(broken.getMessage()).asRuntimeException());
      return;
    }
    Work.Batch batch =
        new Work.Batch(
            request.getSource(),
            Caller.name(),
            rows,
            (ServerCallStreamObserver<ReportBatchResponse>) answer);
    batch.caller().setOnCancelHandler(() -> {});
    if (!queue.databaseAnswers()) {
      counts.refused(Reason.NO_DATABASE, batch.events());
      batch.refuse(Refusal.of(Refusal.NO_DATABASE, false));
    } else if (!queue.offer(batch)) {
      counts.refused(Reason.QUEUE_FULL, batch.events());
      batch.refuse(Refusal.of(Refusal.FULL, true));
    }
  }

  /** Waits for the database, to know the token. */
  @Override
  public void assignSource(
      AssignSourceRequest request, StreamObserver<AssignSourceResponse> answer) {
    EventBounds.checkSource(request.getSource());
    if (tokens.find(request.getOwner()).isEmpty()) {
      throw Status.NOT_FOUND
          .withDescription("no token is called \"" + request.getOwner() + "\"")
          .asRuntimeException();
    }
    Work.Assigning order =
        new Work.Assigning(
            request.getSource(),
            request.getOwner(),
            request.hasEpoch() ? request.getEpoch() : null,
            (ServerCallStreamObserver<AssignSourceResponse>) answer);
    order.caller().setOnCancelHandler(() -> {});
    if (!queue.databaseAnswers()) {
      order.refuse(Refusal.of(Refusal.NO_DATABASE, false));
    } else if (!queue.offer(order)) {
      order.refuse(Refusal.of(Refusal.CLOSING, false));
    }
  }

  private List<LogRow> read(ReportBatchRequest request) {
    EventBounds.checkSource(request.getSource());
    int size = request.getReportsCount();
    if (size == 0 || size > MAX_BATCH) {
      throw new IllegalArgumentException("a batch has 1 to 1000 reports, not " + size);
    }
    List<LogRow> rows = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      try {
        rows.add(bounds.read(request.getSource(), request.getReports(at)));
      } catch (IllegalArgumentException broken) {
        throw new IllegalArgumentException("report " + at + ": " + broken.getMessage(), broken);
      }
    }
    return rows;
  }
}
