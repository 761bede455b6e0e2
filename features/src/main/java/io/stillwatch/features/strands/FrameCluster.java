package io.stillwatch.features.strands;

import java.util.List;

/**
 * Prompt frames that are followed as one, such as a network's and their paraphrases.
 *
 * @param id names the cluster; chosen by whoever follows it, 1 to 128 characters
 * @param frames at least one
 */
public record FrameCluster(String id, List<FollowedFrame> frames) {
  private static final int MAX_ID = 128;

  public FrameCluster {
    if (id.isEmpty() || id.length() > MAX_ID) {
      throw new IllegalArgumentException(
          "the id of a cluster has " + id.length() + " characters, not 1 to " + MAX_ID);
    }
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the id of a cluster holds a zero byte");
    }
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("cluster " + id + " has no frame");
    }
    frames = List.copyOf(frames);
  }
}
