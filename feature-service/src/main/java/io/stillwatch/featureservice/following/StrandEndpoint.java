package io.stillwatch.featureservice.following;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.wire.StrandWire;
import io.stillwatch.featureservice.strands.Strands;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.FollowFramesResponse;
import io.stillwatch.v1.FollowedCluster;
import io.stillwatch.v1.ListFollowedFramesRequest;
import io.stillwatch.v1.ListFollowedFramesResponse;
import io.stillwatch.v1.ReadStrandsRequest;
import io.stillwatch.v1.ReadStrandsResponse;
import io.stillwatch.v1.StrandDay;
import io.stillwatch.v1.StrandServiceGrpc;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** The gRPC face of the strand table. */
final class StrandEndpoint extends StrandServiceGrpc.StrandServiceImplBase {
  private final FrameFollowing following;
  private final Strands strands;

  StrandEndpoint(FrameFollowing following, Strands strands) {
    this.following = following;
    this.strands = strands;
  }

  @Override
  public void followFrames(
      FollowFramesRequest request, StreamObserver<FollowFramesResponse> answer) {
    try {
      FrameFollowing.Followed followed =
          following.follow(request.getClustersList().stream().map(StrandWire::read).toList());
      answer.onNext(
          FollowFramesResponse.newBuilder()
              .setPosition(followed.position())
              .addAllChangedIds(followed.changed())
              .build());
      answer.onCompleted();
    } catch (SQLException failed) {
      answer.onError(refused(Status.UNAVAILABLE, "the database does not answer; try again"));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      answer.onError(refused(Status.UNAVAILABLE, "the service is stopping"));
    }
  }

  @Override
  public void listFollowedFrames(
      ListFollowedFramesRequest request, StreamObserver<ListFollowedFramesResponse> answer) {
    ListFollowedFramesResponse.Builder response = ListFollowedFramesResponse.newBuilder();
    for (Strands.Following one : strands.following()) {
      response.addClusters(
          FollowedCluster.newBuilder()
              .setCluster(StrandWire.write(one.cluster()))
              .setFollowedFrom(one.from())
              .setFilledBack(one.filledBack()));
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  @Override
  public void readStrands(
      ReadStrandsRequest request, StreamObserver<ReadStrandsResponse> observer) {
    List<StrandDay> days =
        strands
            .days(request.getClusterId())
            .orElseThrow(() -> refused(Status.NOT_FOUND, "no cluster of that id is followed"));
    send(days.iterator(), (ServerCallStreamObserver<ReadStrandsResponse>) observer);
  }

  /** At the reader's pace. */
  private static void send(
      Iterator<StrandDay> days, ServerCallStreamObserver<ReadStrandsResponse> answers) {
    boolean[] ended = new boolean[1];
    answers.setOnReadyHandler(
        () -> {
          while (answers.isReady() && days.hasNext()) {
            answers.onNext(ReadStrandsResponse.newBuilder().setDay(days.next()).build());
          }
          if (!days.hasNext() && !ended[0]) {
            ended[0] = true;
            answers.onCompleted();
          }
        });
  }

  private static StatusRuntimeException refused(Status status, String why) {
    return status.withDescription(why).asRuntimeException();
  }
}
