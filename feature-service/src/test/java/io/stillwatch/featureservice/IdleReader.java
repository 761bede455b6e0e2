package io.stillwatch.featureservice;

import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A reporter on a connection of its own that reads one answer, and then none until it is told. */
public final class IdleReader
    implements ClientResponseObserver<ReportRequest, ReportResponse>, AutoCloseable {
  private static final Duration STANDSTILL = Duration.ofSeconds(3);

  private final ManagedChannel channel;
  private ClientCallStreamObserver<ReportRequest> requests;
  private volatile boolean opened;
  private volatile long durable;

  private IdleReader(ManagedChannel channel) {
    this.channel = channel;
  }

  public static IdleReader open(
      NettyChannelBuilder connection, String secret, String source, long epoch) {
    IdleReader reader = new IdleReader(connection.usePlaintext().build());
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    UsageServiceGrpc.newStub(
            ClientInterceptors.intercept(
                reader.channel, MetadataUtils.newAttachHeadersInterceptor(headers)))
        .report(reader);
    reader.requests.onNext(Reporter.open(source, epoch));
    Reporter.Await.until("the stream is opened", () -> reader.opened);
    return reader;
  }

  /** Sends the same again while the service takes it; says how often. */
  public int repeat(Report.Builder report, int most) {
    int sent = 0;
    long since = System.nanoTime();
    while (sent < most && System.nanoTime() - since < STANDSTILL.toNanos()) {
      if (requests.isReady()) {
        send(report);
        sent++;
        since = System.nanoTime();
      } else {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return sent;
  }

  public IdleReader send(Report.Builder report) {
    requests.onNext(ReportRequest.newBuilder().setReport(report).build());
    return this;
  }

  public void readAll() {
    requests.request(Integer.MAX_VALUE);
  }

  public void awaitDurable(long sequence) {
    Reporter.Await.until("sequence " + sequence + " is durable", () -> durable >= sequence);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReportRequest> stream) {
    requests = stream;
    stream.disableAutoRequestWithInitial(1);
  }

  @Override
  public void onNext(ReportResponse response) {
    opened = true;
    durable = response.getAcknowledged().getDurableSequence();
  }

  @Override
  public void onError(Throwable ended) {}

  @Override
  public void onCompleted() {}

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
