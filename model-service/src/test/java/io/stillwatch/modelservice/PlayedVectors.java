package io.stillwatch.modelservice;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountErased;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SnapshotComplete;
import io.stillwatch.v1.VectorsBegin;
import io.stillwatch.v1.VectorsHeartbeat;
import io.stillwatch.v1.VectorsSwept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A feature service that sends what the test says, over a real port, and can go away and come back.
 */
public final class PlayedVectors extends FeatureServiceGrpc.FeatureServiceImplBase
    implements AutoCloseable {
  public static final String TOKEN = "sw_the-token-of-the-feature-service";

  private final Map<String, AccountVector> vectors = new LinkedHashMap<>();
  private final List<ServerCallStreamObserver<ReadVectorsResponse>> readers = new ArrayList<>();
  private final List<LiveVectors> requests = new ArrayList<>();
  private FeatureSchema schema = VectorWire.schema();
  private String incarnation = "first";
  private long position;
  private int port;
  private @Nullable Server server;

  public PlayedVectors() {
    start();
  }

  /** On the port of the time before. */
  public synchronized void start() {
    try {
      server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                  InsecureServerCredentials.create())
              .addService(this)
              .intercept(new TokenCheck())
              .build()
              .start();
      port = server.getPort();
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  public void stop() {
    Server running;
    synchronized (this) {
      running = server;
      readers.clear();
    }
    try {
      running.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  public int port() {
    return port;
  }

  public synchronized void put(FeatureVector vector) {
    putRaw(VectorWire.write(vector, ++position));
  }

  public synchronized void putRaw(AccountVector vector) {
    vectors.put(vector.getAccountId(), vector);
    send(ReadVectorsResponse.newBuilder().setVector(vector).build());
  }

  public synchronized void erase(String accountId, Instant at) {
    vectors.remove(accountId);
    AccountErased erased =
        AccountErased.newBuilder()
            .setAccountId(accountId)
            .setPosition(++position)
            .setErasedAt(Timestamps.timestamp(at))
            .build();
    send(ReadVectorsResponse.newBuilder().setErased(erased).build());
  }

  public synchronized void swept(Instant asOf) {
    send(
        ReadVectorsResponse.newBuilder()
            .setSwept(VectorsSwept.newBuilder().setAsOf(Timestamps.timestamp(asOf)))
            .build());
  }

  public synchronized void heartbeat() {
    send(
        ReadVectorsResponse.newBuilder()
            .setHeartbeat(VectorsHeartbeat.newBuilder().setPosition(position))
            .build());
  }

  /** As after the loss of the log: another incarnation, without this account. */
  public synchronized void forget(String accountId) {
    vectors.remove(accountId);
    incarnation = "second";
  }

  public synchronized void speak(FeatureSchema other) {
    schema = other;
  }

  public synchronized long position() {
    return position;
  }

  public synchronized int readers() {
    readers.removeIf(ServerCallStreamObserver::isCancelled);
    return readers.size();
  }

  public synchronized List<LiveVectors> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized void readVectors(
      ReadVectorsRequest request, StreamObserver<ReadVectorsResponse> observer) {
    LiveVectors live = request.getLive();
    requests.add(live);
    boolean snapshot = !live.getIncarnation().equals(incarnation) || live.getAfterPosition() == 0;
    ServerCallStreamObserver<ReadVectorsResponse> reader =
        (ServerCallStreamObserver<ReadVectorsResponse>) observer;
    reader.setOnCancelHandler(() -> {});
    reader.onNext(
        ReadVectorsResponse.newBuilder()
            .setBegin(
                VectorsBegin.newBuilder()
                    .setSchema(schema)
                    .setIncarnation(incarnation)
                    .setSnapshot(snapshot))
            .build());
    for (AccountVector vector : vectors.values()) {
      if (snapshot || vector.getPosition() > live.getAfterPosition()) {
        reader.onNext(ReadVectorsResponse.newBuilder().setVector(vector).build());
      }
    }
    if (snapshot) {
      reader.onNext(
          ReadVectorsResponse.newBuilder()
              .setSnapshotComplete(SnapshotComplete.newBuilder().setPosition(position))
              .build());
    }
    readers.add(reader);
  }

  private void send(ReadVectorsResponse message) {
    readers.removeIf(ServerCallStreamObserver::isCancelled);
    readers.forEach(reader -> reader.onNext(message));
  }

  private static final class TokenCheck implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      if (("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
        return next.startCall(call, headers);
      }
      call.close(io.grpc.Status.UNAUTHENTICATED, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
