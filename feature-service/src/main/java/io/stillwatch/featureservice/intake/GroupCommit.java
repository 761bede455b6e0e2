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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a batch of work durable. Its outcomes count only once the transaction was
 * committed; after a failure a new attempt begins from the same sources. The writer's thread writes
 * and takes; telling is the folding thread's, which the attempt is handed to.
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
  private final Map<Work.Batch, Status> refusedBatches = new LinkedHashMap<>();
  private final Map<String, Integer> invented = new HashMap<>();
  private final Map<ReportStream, Long> sequences = new HashMap<>();
  private List<ReportStream> superseded = List.of();
  private int denied;

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
      } else if (one instanceof Work.Assigning order) {
        assign(order);
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
    Status refusal = claim(stream.source(), stream.owner());
    if (refusal != null) {
      denied++;
      refused.put(stream, refusal);
      return;
    }
    SourcePosition known = Objects.requireNonNull(position(stream.source()));
    if (Long.compareUnsigned(stream.epoch(), known.epoch()) < 0) {
      refused.put(stream, Sources.SUPERSEDED);
      return;
    }
    if (stream.epoch() != known.epoch()) {
      moved.put(stream.source(), known.inEpoch(stream.epoch()));
    }
    ReportStream before = speakers.put(stream.source(), stream);
    if (before != null) {
      refused.put(before, Sources.SUPERSEDED);
    }
  }

  /** Makes a source of nobody the token's. Returns what keeps the token from it; null: nothing. */
  private @Nullable Status claim(String source, String owner) {
    SourcePosition known = position(source);
    if (known == null) {
      if (sources.tooMany(owner, invented.merge(owner, 1, Integer::sum))) {
        return sources.exhausted(source);
      }
      moved.put(source, new SourcePosition(source, 0, 0, owner));
    } else if (known.owner().isEmpty()) {
      moved.put(source, known.of(owner));
    } else if (!known.owner().equals(owner)) {
      return Sources.denied(source);
    }
    return null;
  }

  private void assign(Work.Assigning order) {
    String source = order.source();
    SourcePosition known = position(source);
    SourcePosition before = known == null ? new SourcePosition(source, 0, 0, "") : known;
    Long epoch = order.epoch();
    SourcePosition after = (epoch == null ? before : before.inEpoch(epoch)).of(order.owner());
    moved.put(source, after);
    ReportStream speaker = speaker(source);
    if (speaker != null && !speaker.owner().equals(order.owner())) {
      refused.put(speaker, Sources.denied(source));
    } else if (speaker != null && speaker.epoch() != after.epoch()) {
      refused.put(speaker, Sources.SUPERSEDED);
    }
  }

  private void take(Work.Reported reported) {
    String source = reported.stream().source();
    SourcePosition known = position(source);
    if (known == null
        || speaker(source) != reported.stream()
        || refused.containsKey(reported.stream())
        || reported.sequence() != known.sequence() + 1) {
      return;
    }
    moved.put(source, known.at(reported.sequence()));
    messages.merge(reported.stream(), reported.messages(), Integer::sum);
    if (reported.row() != null) {
      rows.add(reported.row());
    }
  }

  private void take(Connection connection, Work.Batch batch) throws SQLException {
    Status refusal = claim(batch.source(), batch.owner());
    if (refusal != null) {
      denied += batch.events();
      refusedBatches.put(batch, refusal);
      return;
    }
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

  /** How many events, or streams, a token sent in a source's name that it may not use. */
  int denied() {
    return denied;
  }

  /** The events that became durable, in the order of their positions. */
  List<LogRow> rows() {
    return rows;
  }

  /** After the commit, before the next attempt begins: remembers the positions. */
  void take(List<Work> work) {
    superseded = sources.take(moved.values(), speakers);
    messages.keySet().forEach(stream -> sequences.put(stream, sequence(stream)));
    speakers.values().forEach(stream -> sequences.put(stream, sequence(stream)));
    refused.keySet().forEach(sources::forget);
    for (Work one : work) {
      if (one instanceof Work.Ending ending) {
        sources.forget(ending.stream());
      }
    }
  }

  /** After the fold: tells everybody. */
  void tell(List<Work> work) {
    messages.forEach(
        (stream, count) -> stream.durable(Objects.requireNonNull(sequences.get(stream)), count));
    superseded.forEach(stream -> stream.end(Sources.SUPERSEDED, false));
    refused.forEach((stream, status) -> stream.end(status, false));
    speakers
        .values()
        .forEach(stream -> stream.opened(Objects.requireNonNull(sequences.get(stream))));
    answers.forEach(Work.Batch::answer);
    refusedBatches.forEach((batch, status) -> batch.refuse(Refusal.of(status, false)));
    for (Work one : work) {
      if (one instanceof Work.Ending ending) {
        ending.end();
      } else if (one instanceof Work.Assigning order) {
        order.done();
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
