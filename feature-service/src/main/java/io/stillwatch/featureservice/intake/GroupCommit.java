package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.featureservice.log.SourcePosition;
import io.stillwatch.v1.ReportBatchResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a batch of work durable. Its outcomes count only once the transaction was
 * committed; after a failure a new attempt begins from the same sources.
 */
final class GroupCommit {
  private final Sources sources;
  private final EventLog log;
  private final Instant now;
  private final List<LogRow> rows = new ArrayList<>();
  private final Map<String, SourcePosition> moved = new LinkedHashMap<>();
  private final Map<String, ReportStream> speakers = new LinkedHashMap<>();
  private final Map<ReportStream, Integer> messages = new LinkedHashMap<>();
  private final Map<ReportStream, Status> refused = new LinkedHashMap<>();
  private final Map<Work.Batch, ReportBatchResponse> answers = new LinkedHashMap<>();

  GroupCommit(Sources sources, EventLog log, Instant now) {
    this.sources = sources;
    this.log = log;
    this.now = now;
  }

  /** Writes everything within the connection's transaction. */
  void write(Connection connection, List<Work> work, LocalDate day, long after)
      throws SQLException {
    for (Work one : work) {
      if (one instanceof Work.Opening opening) {
        open(opening.stream());
      } else if (one instanceof Work.Reported reported) {
        take(reported);
      } else if (one instanceof Work.Batch batch) {
        take(connection, batch);
      }
    }
    if (!moved.isEmpty()) {
      log.keep(connection, moved.values());
    }
    if (!rows.isEmpty()) {
      log.append(connection, day, after, rows);
    }
  }

  private void open(ReportStream stream) {
    SourcePosition known = position(stream.source());
    int order = known == null ? 1 : Long.compareUnsigned(stream.epoch(), known.epoch());
    if (order < 0) {
      refused.put(stream, Sources.SUPERSEDED);
      return;
    }
    if (order > 0) {
      moved.put(stream.source(), new SourcePosition(stream.source(), stream.epoch(), 0));
    }
    ReportStream before = speakers.put(stream.source(), stream);
    if (before != null) {
      refused.put(before, Sources.SUPERSEDED);
    }
  }

  private void take(Work.Reported reported) {
    String source = reported.stream().source();
    SourcePosition known = position(source);
    if (known == null
        || speaker(source) != reported.stream()
        || reported.sequence() != known.sequence() + 1) {
      return;
    }
    moved.put(source, new SourcePosition(source, known.epoch(), reported.sequence()));
    messages.merge(reported.stream(), 1, Integer::sum);
    if (reported.row() != null) {
      rows.add(reported.row());
    }
  }

  private void take(Connection connection, Work.Batch batch) throws SQLException {
    Map<String, LogRow> byId = new LinkedHashMap<>();
    batch.rows().forEach(row -> byId.putIfAbsent(row.event().eventId(), row));
    Set<String> unseen = log.unseen(connection, batch.source(), byId.keySet(), now);
    byId.forEach(
        (id, row) -> {
          if (unseen.contains(id)) {
            rows.add(row);
          }
        });
    answers.put(
        batch,
        ReportBatchResponse.newBuilder()
            .setAccepted(unseen.size())
            .setDuplicates(batch.rows().size() - unseen.size())
            .build());
  }

  private @Nullable SourcePosition position(String source) {
    SourcePosition here = moved.get(source);
    return here == null ? sources.position(source) : here;
  }

  private @Nullable ReportStream speaker(String source) {
    ReportStream here = speakers.get(source);
    return here == null ? sources.speaker(source) : here;
  }

  /** How many events of batches had been reported before. */
  long duplicates() {
    return answers.values().stream().mapToLong(ReportBatchResponse::getDuplicates).sum();
  }

  /** The events that became durable, in the order of their positions. */
  List<LogRow> rows() {
    return rows;
  }

  /** After the commit: remembers the positions and tells everybody. */
  void tell(List<Work> work) {
    List<ReportStream> superseded = sources.take(moved.values(), speakers);
    messages.forEach((stream, count) -> stream.durable(sequence(stream), count));
    superseded.forEach(stream -> stream.end(Sources.SUPERSEDED, false));
    refused.forEach((stream, status) -> stream.end(status, false));
    speakers.values().forEach(stream -> stream.opened(sequence(stream)));
    answers.forEach(Work.Batch::answer);
    for (Work one : work) {
      if (one instanceof Work.Ending ending) {
        sources.forget(ending.stream());
        ending.stream().end(ending.status(), ending.retryLater());
      }
    }
  }

  private long sequence(ReportStream stream) {
    SourcePosition position = sources.position(stream.source());
    return position == null ? 0 : position.sequence();
  }

  /** Whether the work changes anything on disk. */
  static boolean writes(List<Work> work) {
    return work.stream().anyMatch(one -> !(one instanceof Work.Ending));
  }
}
