package io.stillwatch.trainer;

import com.google.protobuf.ByteString;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ActivateModelResponse;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.FollowFramesResponse;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.GetPersonasRequest;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.ListDaysResponse;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import io.stillwatch.v1.ReadModelRequest;
import io.stillwatch.v1.ReadModelResponse;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SnapshotComplete;
import io.stillwatch.v1.StrandServiceGrpc;
import io.stillwatch.v1.VectorBlock;
import io.stillwatch.v1.VectorsBegin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Both services on one loopback port, as far as a night knows them; remembers what it was handed.
 */
final class FakeServices implements AutoCloseable {
  static final String TOKEN = "sw_a-token-for-tests-0123456789";

  private static final int VECTORS_A_BLOCK = 7;

  final TreeMap<LocalDate, List<FeatureVector>> days = new TreeMap<>();
  final Set<LocalDate> closedByOtherVersion = new HashSet<>();
  final Map<LocalDate, List<ReadVectorsResponse>> garbled = new HashMap<>();

  /** What a live reader is sent at once, and what comes then: as a rule nothing. */
  List<ReadVectorsResponse> live = List.of();

  Consumer<StreamObserver<ReadVectorsResponse>> liveEnd = open -> {};

  /** Whether it answers like a version that knows of no blocks. */
  boolean olderThanBlocks;

  final List<byte[]> published = new ArrayList<>();
  final List<Integer> chunkSizes = new ArrayList<>();
  final List<ActivateModelRequest> activated = new ArrayList<>();
  final Set<LocalDate> read = new HashSet<>();
  NetworkSnapshot known = NetworkSnapshot.getDefaultInstance();

  /** Null: the service is older than personas. */
  GetPersonasResponse personas = GetPersonasResponse.getDefaultInstance();

  Status publishing = Status.OK;
  Status activating = Status.OK;

  /** The champion's file; empty: there is none. */
  byte[] champion = {};

  Status reading = Status.OK;
  boolean rolledBack;

  /** What is followed, by the last request; UNIMPLEMENTED: the service is older than that. */
  List<FrameCluster> followed = List.of();

  Status following = Status.OK;
  private final Server server;

  FakeServices() throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(new Features())
            .addService(new Models())
            .addService(new Networks())
            .addService(new Strands())
            .intercept(new Guard())
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Features extends FeatureServiceGrpc.FeatureServiceImplBase {
    @Override
    public void listDays(ListDaysRequest request, StreamObserver<ListDaysResponse> answer) {
      ListDaysResponse.Builder all = ListDaysResponse.newBuilder();
      days.keySet().forEach(day -> all.addDays(ClosedDay.newBuilder().setDay(day.toString())));
      answer.onNext(all.build());
      answer.onCompleted();
    }

    @Override
    public void readVectors(
        ReadVectorsRequest request, StreamObserver<ReadVectorsResponse> answer) {
      if (request.hasLive()) {
        live.forEach(answer::onNext);
        liveEnd.accept(answer);
        return;
      }
      LocalDate day = LocalDate.parse(request.getDay().getDay());
      read.add(day);
      messages(day, request.getDay().getBlocks()).forEach(answer::onNext);
      answer.onCompleted();
    }

    private List<ReadVectorsResponse> messages(LocalDate day, boolean blocks) {
      if (garbled.containsKey(day)) {
        return garbled.get(day);
      }
      List<ReadVectorsResponse> messages = new ArrayList<>();
      messages.add(begin(day));
      List<FeatureVector> vectors = days.get(day);
      int most = blocks && !olderThanBlocks ? VECTORS_A_BLOCK : 1;
      for (int from = 0; from < vectors.size(); from += most) {
        messages.add(message(vectors.subList(from, Math.min(vectors.size(), from + most))));
      }
      return messages;
    }

    private ReadVectorsResponse begin(LocalDate day) {
      FeatureSchema schema = VectorWire.schema();
      if (closedByOtherVersion.contains(day)) {
        schema = schema.toBuilder().setFingerprint("of another version").build();
      }
      return begin(schema);
    }

    private static ReadVectorsResponse begin(FeatureSchema schema) {
      return ReadVectorsResponse.newBuilder()
          .setBegin(VectorsBegin.newBuilder().setSchema(schema))
          .build();
    }
  }

  static ReadVectorsResponse begin() {
    return Features.begin(VectorWire.schema());
  }

  /** A live snapshot of these. */
  static List<ReadVectorsResponse> snapshot(List<FeatureVector> vectors) {
    List<ReadVectorsResponse> messages = new ArrayList<>();
    messages.add(begin());
    vectors.forEach(vector -> messages.add(message(vector)));
    messages.add(
        ReadVectorsResponse.newBuilder()
            .setSnapshotComplete(SnapshotComplete.getDefaultInstance())
            .build());
    return messages;
  }

  static ReadVectorsResponse message(FeatureVector vector) {
    return ReadVectorsResponse.newBuilder().setVector(VectorWire.write(vector, 1)).build();
  }

  private static ReadVectorsResponse message(List<FeatureVector> some) {
    if (some.size() == 1) {
      return message(some.get(0));
    }
    VectorBlock.Builder block = VectorBlock.newBuilder();
    some.forEach(vector -> block.addVectors(VectorWire.write(vector, 1)));
    return ReadVectorsResponse.newBuilder().setBlock(block).build();
  }

  private final class Strands extends StrandServiceGrpc.StrandServiceImplBase {
    @Override
    public void followFrames(
        FollowFramesRequest request, StreamObserver<FollowFramesResponse> answer) {
      if (!following.isOk()) {
        answer.onError(following.asRuntimeException());
        return;
      }
      followed = request.getClustersList();
      answer.onNext(FollowFramesResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Models extends ModelServiceGrpc.ModelServiceImplBase {
    @Override
    public StreamObserver<PublishModelRequest> publishModel(
        StreamObserver<PublishModelResponse> answer) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      return new StreamObserver<>() {
        @Override
        public void onNext(PublishModelRequest request) {
          chunkSizes.add(request.getChunk().size());
          file.writeBytes(request.getChunk().toByteArray());
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {
          if (!publishing.isOk()) {
            answer.onError(publishing.asRuntimeException());
            return;
          }
          published.add(file.toByteArray());
          answer.onNext(PublishModelResponse.getDefaultInstance());
          answer.onCompleted();
        }
      };
    }

    @Override
    public void readModel(ReadModelRequest request, StreamObserver<ReadModelResponse> answer) {
      if (champion.length == 0) {
        answer.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int half = champion.length / 2;
      answer.onNext(chunk(0, half));
      if (!reading.isOk()) {
        answer.onError(reading.asRuntimeException());
        return;
      }
      answer.onNext(chunk(half, champion.length));
      answer.onCompleted();
    }

    private ReadModelResponse chunk(int from, int to) {
      return ReadModelResponse.newBuilder()
          .setChunk(ByteString.copyFrom(champion, from, to - from))
          .build();
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
      answer.onNext(
          ListModelsResponse.newBuilder()
              .addPromotions(
                  Promotion.newBuilder()
                      .setAlias(ModelAlias.MODEL_ALIAS_CHALLENGER)
                      .setIsRollback(!rolledBack))
              .addPromotions(
                  Promotion.newBuilder()
                      .setAlias(ModelAlias.MODEL_ALIAS_CHAMPION)
                      .setIsRollback(rolledBack))
              .build());
      answer.onCompleted();
    }

    @Override
    public void getPersonas(
        GetPersonasRequest request, StreamObserver<GetPersonasResponse> answer) {
      if (personas == null) {
        super.getPersonas(request, answer);
        return;
      }
      answer.onNext(personas);
      answer.onCompleted();
    }

    @Override
    public void activateModel(
        ActivateModelRequest request, StreamObserver<ActivateModelResponse> answer) {
      if (!activating.isOk()) {
        answer.onError(activating.asRuntimeException());
        return;
      }
      activated.add(request);
      answer.onNext(ActivateModelResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Networks extends NetworkServiceGrpc.NetworkServiceImplBase {
    @Override
    public void listNetworks(
        ListNetworksRequest request, StreamObserver<ListNetworksResponse> answer) {
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      ListNetworksResponse.Builder page = ListNetworksResponse.newBuilder();
      if (from < known.getNetworksCount()) {
        Network network = known.getNetworks(from).toBuilder().clearMembers().build();
        page.addNetworks(NetworkSummary.newBuilder().setNetwork(network));
      }
      if (from + 1 < known.getNetworksCount()) {
        page.setNextPageToken(String.valueOf(from + 1));
      }
      answer.onNext(page.build());
      answer.onCompleted();
    }

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> answer) {
      String id = request.getNetworkId();
      Network network =
          known.getNetworksList().stream()
              .filter(n -> n.getId().equals(id))
              .findFirst()
              .orElseThrow();
      List<HotKey> keys =
          known.getHotKeysList().stream().filter(key -> key.getNetworkId().equals(id)).toList();
      answer.onNext(
          GetNetworkResponse.newBuilder().setNetwork(network).addAllHotKeys(keys).build());
      answer.onCompleted();
    }
  }

  private static final class Guard implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      if (("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED.withDescription("no valid bearer token"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
