package io.stillwatch.benchmarks.ingest;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One reporter that sends what was encoded before, so many events ahead of their acknowledgements
 * and no more. Runs on gRPC's own threads. An event's time counts from its being handed to gRPC.
 */
final class LoadStream extends ClientCall.Listener<ReportResponse> {
  private static final MethodDescriptor<byte[], ReportResponse> METHOD =
      UsageServiceGrpc.getReportMethod().toBuilder(
              new Encoded(), UsageServiceGrpc.getReportMethod().getResponseMarshaller())
          .build();

  private final ClientCall<byte[], ReportResponse> call;
  private final byte[][] messages;
  private final int batch;
  private final int events;
  private final long[] sentAt;
  private final int inFlight;
  private final Histogram micros = new Histogram(60_000_000, 3);
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean open;
  private int sent;
  private int acknowledged;
  private @Nullable Status failure;

  /**
   * @param messages encoded ReportRequests with the sequences from 1
   * @param batch events of each but the last
   * @param events of all
   * @param inFlight the most that are sent and not acknowledged
   */
  LoadStream(Channel channel, byte[][] messages, int batch, int events, int inFlight) {
    this.call = channel.newCall(METHOD, CallOptions.DEFAULT);
    this.messages = messages;
    this.batch = batch;
    this.events = events;
    this.sentAt = new long[events];
    this.inFlight = inFlight;
  }

  void start(String source) {
    call.start(this, new Metadata());
    call.request(1);
    call.sendMessage(
        ReportRequest.newBuilder()
            .setOpen(OpenReport.newBuilder().setSource(source).setEpoch(1))
            .build()
            .toByteArray());
  }

  /** Waits until every event is durable. Throws IllegalStateException when the stream was ended. */
  void await() throws InterruptedException {
    over.await();
    synchronized (this) {
      if (failure != null) {
        throw new IllegalStateException("the service ended a stream: " + failure);
      }
    }
  }

  /** Microseconds to each event's acknowledgement. */
  synchronized Histogram micros() {
    return micros.copy();
  }

  @Override
  public synchronized void onReady() {
    send();
  }

  @Override
  public synchronized void onMessage(ReportResponse response) {
    if (response.hasOpened()) {
      open = true;
    } else {
      acknowledge((int) response.getAcknowledged().getDurableSequence());
    }
    call.request(1);
    send();
  }

  private void acknowledge(int sequence) {
    long now = System.nanoTime();
    while (acknowledged < sequence) {
      micros.recordValue((now - sentAt[acknowledged]) / 1000);
      acknowledged++;
    }
    if (acknowledged == events) {
      call.halfClose();
    }
  }

  private void send() {
    while (open && sent < events && sent - acknowledged + batch <= inFlight && call.isReady()) {
      int next = Math.min(events, sent + batch);
      Arrays.fill(sentAt, sent, next, System.nanoTime());
      call.sendMessage(messages[sent / batch]);
      sent = next;
    }
  }

  @Override
  public synchronized void onClose(Status status, Metadata trailers) {
    if (!status.isOk() || acknowledged < events) {
      failure = status;
    }
    over.countDown();
  }

  /** Bytes as they are. */
  private static final class Encoded implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new Message(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Bytes that gRPC takes in one go. */
  private static final class Message extends ByteArrayInputStream
      implements Drainable, KnownLength {
    Message(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int size = available();
      target.write(buf, pos, size);
      pos = count;
      return size;
    }
  }
}
