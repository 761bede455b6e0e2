package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.stillwatch.featureservice.log.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far each source is, and which stream speaks for it. For the writer thread. */
final class Sources {
  static final Status SUPERSEDED =
      Status.ALREADY_EXISTS.withDescription("the source opened a newer epoch or stream");

  private final Map<String, SourcePosition> positions = new HashMap<>();
  private final Map<String, ReportStream> speakers = new HashMap<>();

  void load(List<SourcePosition> stored) {
    stored.forEach(position -> positions.put(position.source(), position));
  }

  @Nullable SourcePosition position(String source) {
    return positions.get(source);
  }

  @Nullable ReportStream speaker(String source) {
    return speakers.get(source);
  }

  /** Takes what was committed; the streams that lost their source are returned. */
  List<ReportStream> take(Collection<SourcePosition> moved, Map<String, ReportStream> newSpeakers) {
    moved.forEach(position -> positions.put(position.source(), position));
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
