package io.stillwatch.featureservice.log;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.Event;
import io.stillwatch.features.Identifiers;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.PlainUsage;
import io.stillwatch.v1.Report;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The log's tables. Appending is for the one writer thread; the rest is thread-safe. */
public final class EventLog {
  private static final String MOVE = "update log set position = ?";
  private static final String SOURCES =
      """
      select source, epoch, durable_sequence, coalesce(owner, '') from report_sources""";
  private static final String KEEP_SOURCE =
      """
      insert into report_sources (source, epoch, durable_sequence, owner)
      values (?, ?, ?, nullif(?, ''))
      on conflict (source) do update
      set epoch = excluded.epoch, durable_sequence = excluded.durable_sequence,
        owner = excluded.owner""";
  private static final String SEE =
      """
      insert into seen_events (source, event_id, seen_at)
      select ?, unnest(?::text[]), ?
      on conflict (source, event_id) do update set seen_at = excluded.seen_at
      where seen_events.seen_at < ?
      returning event_id""";
  private static final String FORGET = "delete from seen_events where seen_at < ?";
  private static final String REPLAY =
      """
      select position, source, payload from events
      where position > ? and position <= ?
        and (account is null or account & 255 between ? and ?)
      order by position""";
  private static final String SUMMARISE =
      """
      select count(brin_summarize_new_values(inhrelid)) from pg_inherits
      where inhparent = 'events_position'::regclass""";
  private static final String USE_SUMMARIES = "set local enable_seqscan = off";
  private static final String REMOVE =
      "delete from events where position between ? and ? and position = any (?)";
  private static final String PARTITIONS =
      """
      select child.relname from pg_inherits
      join pg_class child on child.oid = inhrelid
      where inhparent = 'events'::regclass order by child.relname""";
  private static final String PREFIX = "events_";
  private static final int FETCH = 2000;
  private static final int REMOVED_AT_ONCE = 1000;
  private static final long READ_AT_ONCE = 20_000;

  private final DataSource dataSource;
  private final Duration idsKept;
  private @Nullable LocalDate partition;

  /**
   * @param idsKept how long an event's id is remembered of a source without sequences
   */
  public EventLog(DataSource dataSource, Duration idsKept) {
    this.dataSource = dataSource;
    this.idsKept = idsKept;
  }

  /** Appends rows at the positions that follow and moves the log's head to the last of them. */
  public void append(Connection connection, LocalDate day, long after, List<LogRow> rows)
      throws SQLException {
    ensurePartition(connection, day);
    BinaryCopy copy =
        BinaryCopy.into(connection, "events (day, position, source, payload, account)", 5);
    long position = after;
    for (LogRow row : rows) {
      position++;
      copy.row()
          .day(day)
          .number(position)
          .text(row.source())
          .bytes(row.payload())
          .number(Identifiers.hash(row.event().accountId()));
    }
    copy.end();
    move(connection, position);
  }

  /** Moves the log's head to a position that no event has. */
  public void move(Connection connection, long position) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, position);
      update.executeUpdate();
    }
  }

  /** The positions of an account's events after one, up to and with another. */
  public List<Long> positions(String accountId, long after, long upTo) throws SQLException {
    List<Long> positions = new ArrayList<>();
    int shard = Identifiers.shard(accountId);
    replay(
        after,
        upTo,
        shard,
        shard,
        event -> {
          if (event.event().accountId().equals(accountId)) {
            positions.add(event.position());
          }
        });
    return positions;
  }

  /** Removes the events at ascending positions; says how many there were. */
  public long remove(Connection connection, List<Long> positions) throws SQLException {
    long removed = 0;
    try (Statement statement = connection.createStatement();
        PreparedStatement delete = connection.prepareStatement(REMOVE)) {
      statement.execute(USE_SUMMARIES);
      for (int from = 0; from < positions.size(); from += REMOVED_AT_ONCE) {
        List<Long> some =
            positions.subList(from, Math.min(positions.size(), from + REMOVED_AT_ONCE));
        delete.setLong(1, some.get(0));
        delete.setLong(2, some.get(some.size() - 1));
        delete.setArray(3, connection.createArrayOf("bigint", some.toArray()));
        removed += delete.executeUpdate();
      }
    }
    return removed;
  }

  /** Where the log stands; waits for a commit whose outcome is not yet known. */
  public long position() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return LogLease.head(connection).position();
    }
  }

  public List<SourcePosition> sources() throws SQLException {
    List<SourcePosition> sources = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(SOURCES);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        sources.add(
            new SourcePosition(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)));
      }
    }
    return sources;
  }

  public void keep(Connection connection, Collection<SourcePosition> sources) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(KEEP_SOURCE)) {
      for (SourcePosition source : sources) {
        update.setString(1, source.source());
        update.setLong(2, source.epoch());
        update.setLong(3, source.sequence());
        update.setString(4, source.owner());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Those of the ids that the source did not report as long as they are remembered. */
  public Set<String> unseen(
      Connection connection, String source, Collection<String> eventIds, Instant now)
      throws SQLException {
    Set<String> unseen = new HashSet<>();
    Array ids = connection.createArrayOf("text", eventIds.toArray());
    try (PreparedStatement insert = connection.prepareStatement(SEE)) {
      insert.setString(1, source);
      insert.setArray(2, ids);
      insert.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.setObject(4, OffsetDateTime.ofInstant(now.minus(idsKept), ZoneOffset.UTC));
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          unseen.add(row.getString(1));
        }
      }
    }
    return unseen;
  }

  /** Forgets ids that are no longer to be remembered. */
  public void forget(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, OffsetDateTime.ofInstant(now.minus(idsKept), ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  /** Gives every event after a position, up to and with another, to the reader, in order. */
  public void replay(long after, long upTo, Consumer<LoggedEvent> reader) throws SQLException {
    replay(after, upTo, 0, Identifiers.SHARDS - 1, reader);
  }

  /**
   * The same of accounts in some shards only, from the first to the last, both included. Whatever
   * the log's size it reads what lies between the positions and little else; a piece at a time,
   * each in a transaction of its own, so it may take as long as the reader does.
   */
  public void replay(
      long after, long upTo, int firstShard, int lastShard, Consumer<LoggedEvent> reader)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      summarise(connection);
      for (long from = after; from < upTo; from += READ_AT_ONCE) {
        read(connection, from, Math.min(upTo, from + READ_AT_ONCE), firstShard, lastShard, reader);
      }
    }
  }

  /** Where the kept log begins; empty when it holds nothing. Reads the oldest day that it has. */
  public Optional<KeptLog> kept() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      for (String partition : partitions(connection)) {
        long first = first(connection, partition);
        if (first > 0) {
          return Optional.of(new KeptLog(first, Partitions.day(partition)));
        }
      }
    }
    return Optional.empty();
  }

  private static long first(Connection connection, String partition) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select min(position) from " + partition);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Lets the index know of rows that no vacuum has told it of. */
  private static void summarise(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SUMMARISE);
    }
    connection.commit();
  }

  private static void read(
      Connection connection,
      long after,
      long upTo,
      int firstShard,
      int lastShard,
      Consumer<LoggedEvent> reader)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement query = connection.prepareStatement(REPLAY)) {
      statement.execute(USE_SUMMARIES);
      query.setFetchSize(FETCH);
      query.setLong(1, after);
      query.setLong(2, upTo);
      query.setInt(3, firstShard);
      query.setInt(4, lastShard);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          LoggedEvent event = event(row);
          int shard = Identifiers.shard(event.event().accountId());
          if (shard >= firstShard && shard <= lastShard) {
            reader.accept(event);
          }
        }
      }
    } finally {
      connection.rollback();
    }
  }

  /** Drops partitions of days before that one whose events are all in the stored states. */
  public void dropBefore(Connection connection, LocalDate day, long checkpoint)
      throws SQLException {
    String oldestKept = name(day);
    for (String name : partitions(connection)) {
      if (name.compareTo(oldestKept) < 0 && allBefore(connection, name, checkpoint)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("drop table " + name);
        }
      }
    }
  }

  private static boolean allBefore(Connection connection, String partition, long checkpoint)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from " + partition + " where position > ? limit 1")) {
      query.setLong(1, checkpoint);
      try (ResultSet row = query.executeQuery()) {
        return !row.next();
      }
    }
  }

  private static List<String> partitions(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(PARTITIONS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private void ensurePartition(Connection connection, LocalDate day) throws SQLException {
    if (day.equals(partition)) {
      return;
    }
    Partitions.ensure(connection, "events", day);
    partition = null; // Known only once a transaction with it was committed.
  }

  /** The writer committed with a partition of that day. */
  public void partitionIsThere(LocalDate day) {
    partition = day;
  }

  private static String name(LocalDate day) {
    return PREFIX + Partitions.suffix(day);
  }

  private static Event event(String source, byte[] report) throws InvalidProtocolBufferException {
    PlainUsage plain = PlainUsage.read(source, report);
    return plain == null ? EventWire.read(source, Report.parseFrom(report)) : plain.event();
  }

  private static LoggedEvent event(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    try {
      return new LoggedEvent(position, event(row.getString(2), row.getBytes(3)));
    } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
      throw new IllegalStateException(
          "the event at log position " + position + " cannot be read", broken);
    }
  }
}
