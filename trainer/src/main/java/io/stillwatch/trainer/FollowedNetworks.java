package io.stillwatch.trainer;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.StrandServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks the feature service to follow the prompt frames of the networks, those with most units
 * first, so that nights to come know who shares what is asked behind them. A network's frames are
 * one cluster, named by its id.
 */
final class FollowedNetworks {
  private static final int MAX_CLUSTERS = 64;
  private static final int MAX_FRAMES = 8192;
  private static final int MAX_FRAMES_OF_ONE = 512;
  private static final int SECONDS = 60;

  private final StrandServiceGrpc.StrandServiceBlockingStub service;

  FollowedNetworks(Channel channel) {
    this.service = StrandServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Says in words what is followed. That it cannot be is no reason for a night to fail: its model
   * judges without.
   */
  String follow(NetworkSnapshot snapshot) {
    List<FrameCluster> clusters = clusters(snapshot);
    try {
      service
          .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
          .followFrames(FollowFramesRequest.newBuilder().addAllClusters(clusters).build());
      return "follows the frames of " + clusters.size();
    } catch (StatusRuntimeException refused) {
      Status status = refused.getStatus();
      String why = status.getDescription() == null ? "" : ": " + status.getDescription();
      return "does not follow their frames (" + status.getCode() + why + ")";
    }
  }

  static List<FrameCluster> clusters(NetworkSnapshot snapshot) {
    Map<String, TreeMap<Long, Frame>> frames = new TreeMap<>();
    for (HotKey key : snapshot.getHotKeysList()) {
      if (key.getFamily() == LinkFamily.LINK_FAMILY_FRAME_VALUE) {
        Frame frame =
            Frame.newBuilder().setKey(key.getKey()).addAllBands(key.getFrameBandsList()).build();
        frames.computeIfAbsent(key.getNetworkId(), id -> new TreeMap<>()).put(key.getKey(), frame);
      }
    }
    List<FrameCluster> clusters = new ArrayList<>();
    int room = MAX_FRAMES;
    for (Network network : snapshot.getNetworksList()) {
      int most = Math.min(room, MAX_FRAMES_OF_ONE);
      List<Frame> some =
          frames.getOrDefault(network.getId(), new TreeMap<>()).values().stream()
              .limit(most)
              .toList();
      if (!some.isEmpty() && clusters.size() < MAX_CLUSTERS) {
        clusters.add(FrameCluster.newBuilder().setId(network.getId()).addAllFrames(some).build());
        room -= some.size();
      }
    }
    return clusters;
  }
}
