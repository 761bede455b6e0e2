package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.stillwatch.featureservice.log.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far each source is, whose it is, and which stream speaks for it. For the writer thread.
 *
 * <p>Every name that a token invents stays for ever, so a token may have only so many.
 */
final class Sources {
  static final Status SUPERSEDED =
      Status.ALREADY_EXISTS.withDescription("the source opened a newer epoch or stream");

  private final int perToken;
  private final Map<String, SourcePosition> positions = new HashMap<>();
  private final Map<String, Integer> owned = new HashMap<>();
  private final Map<String, ReportStream> speakers = new HashMap<>();

  /**
   * @param perToken the most sources that one token may name
   */
  Sources(int perToken) {
    this.perToken = perToken;
  }

  void load(List<SourcePosition> stored) {
    stored.forEach(this::put);
  }

  private void put(SourcePosition position) {
    SourcePosition before = positions.put(position.source(), position);
    if (before != null) {
      owned.merge(before.owner(), -1, Integer::sum);
    }
    owned.merge(position.owner(), 1, Integer::sum);
  }

  /** Whether a token that invents so many more has too many. */
  boolean tooMany(String owner, int more) {
    return owned.getOrDefault(owner, 0) + more > perToken;
  }

  static Status denied(String source) {
    return Status.PERMISSION_DENIED.withDescription(
        "the source \"" + source + "\" belongs to another token; AssignSource gives it to one");
  }

  Status exhausted(String source) {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "the source \"" + source + "\" is new, and the token has " + perToken + " already");
  }

  @Nullable SourcePosition position(String source) {
    return positions.get(source);
  }

  @Nullable ReportStream speaker(String source) {
    return speakers.get(source);
  }

  /** Takes what was committed; the streams that lost their source are returned. */
  List<ReportStream> take(Collection<SourcePosition> moved, Map<String, ReportStream> newSpeakers) {
    moved.forEach(this::put);
    List<ReportStream> superseded = new ArrayList<>();
    newSpeakers.forEach(
        (source, speaker) -> {
          ReportStream before = speakers.put(source, speaker);
          if (before != null && before != speaker) {
            superseded.add(before);
          }
        });
    return superseded;
  }

  void forget(ReportStream stream) {
    speakers.remove(stream.source(), stream);
  }

  Collection<ReportStream> speakers() {
    return List.copyOf(speakers.values());
  }
}
