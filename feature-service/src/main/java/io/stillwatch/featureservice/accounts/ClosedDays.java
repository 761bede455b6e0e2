package io.stillwatch.featureservice.accounts;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.log.Partitions;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.FeatureSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The vectors of past UTC days as they were known at each day's end. A closed day changes by a
 * reprocessing only, all at once. A day without an account that was active within the 7 days before
 * its end is not listed.
 */
public final class ClosedDays {
  private static final String LIST =
      "select day, accounts, position, schema from closed_days order by day";
  private static final String FIND =
      "select day, accounts, position, schema from closed_days where day = ?";
  private static final String CLOSE =
      "insert into closed_days (day, accounts, position, schema) values (?, ?, ?, ?)";
  private static final String OPEN_NEXT = "update log set open_day = ?";
  private static final String EXPIRED = "select day from closed_days where day < ?";
  private static final String DROP = "delete from closed_days where day = ?";

  private final DataSource dataSource;
  private final LogTransaction transaction;
  private final AccountStates states;
  private final int daysKept;

  public ClosedDays(
      DataSource dataSource, LogTransaction transaction, AccountStates states, int daysKept) {
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.states = states;
    this.daysKept = daysKept;
  }

  /**
   * Closes every day before that one, each with the vectors as of its last millisecond, and forgets
   * days that are too old. Days that would be forgotten at once are passed over. For the folding
   * thread; safe to repeat after a failure. About 30 microseconds an account and day.
   */
  public void closeBefore(LocalDate day) throws SQLException {
    LocalDate open = states.openDay().orElse(day);
    if (!open.isBefore(day)) {
      return;
    }
    LocalDate oldest = day.minusDays(daysKept);
    LocalDate next = open.isBefore(oldest) ? oldest : open;
    while (next.isBefore(day)) {
      close(next);
      next = next.plusDays(1);
    }
    forgetBefore(oldest);
  }

  private void close(LocalDate day) throws SQLException {
    transaction.run(
        connection -> {
          if (find(connection, day).isEmpty()) {
            write(connection, day);
          }
          openNext(connection, day.plusDays(1));
          return day;
        });
    states.openDay(day.plusDays(1));
  }

  private void write(Connection connection, LocalDate day) throws SQLException {
    Partitions.ensure(connection, VectorBlocks.TABLE, day);
    try (BlockWriter blocks = new BlockWriter(connection, day)) {
      states.vectorsOf(day, vector -> blocks.add(vector.getAccountId(), vector.toByteString()));
      long accounts = blocks.end();
      if (accounts > 0) {
        list(connection, day, accounts);
      }
    }
  }

  private void list(Connection connection, LocalDate day, long accounts) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLOSE)) {
      insert.setObject(1, day);
      insert.setLong(2, accounts);
      insert.setLong(3, states.position());
      insert.setBytes(4, VectorWire.schema().toByteArray());
      insert.executeUpdate();
    }
  }

  private static void openNext(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(OPEN_NEXT)) {
      update.setObject(1, day);
      update.executeUpdate();
    }
  }

  private void forgetBefore(LocalDate oldest) throws SQLException {
    transaction.run(
        connection -> {
          for (LocalDate day : expired(connection, oldest)) {
            // The list first, as whoever replaces a day: else each could wait for the other.
            try (PreparedStatement delete = connection.prepareStatement(DROP)) {
              delete.setObject(1, day);
              delete.executeUpdate();
            }
            Partitions.drop(connection, VectorBlocks.TABLE, day);
          }
          return oldest;
        });
  }

  private static List<LocalDate> expired(Connection connection, LocalDate oldest)
      throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(EXPIRED)) {
      query.setObject(1, oldest);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          days.add(row.getObject(1, LocalDate.class));
        }
      }
    }
    return days;
  }

  /** Every closed day, ascending. */
  public List<ClosedDay> all() throws SQLException {
    List<ClosedDay> days = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(LIST);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        days.add(day(row));
      }
    }
    return days;
  }

  /**
   * The schema that a day's vectors were written with; empty when the day is not closed or gone.
   */
  public Optional<FeatureSchema> schema(LocalDate day) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return find(connection, day);
    }
  }

  private static Optional<FeatureSchema> find(Connection connection, LocalDate day)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(FeatureSchema.parseFrom(row.getBytes(4)))
            : Optional.empty();
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("the schema of " + day + " cannot be read", broken);
    }
  }

  /**
   * Gives a closed day to the reader, which may take its time or throw to stop: the schema and
   * every vector, as they are at one moment.
   *
   * @return false when the day is not closed or gone
   * @throws BrokenBlock when the database holds something else than vectors
   */
  public boolean read(LocalDate day, DayReader reader) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        Optional<FeatureSchema> schema = find(connection, day);
        if (schema.isPresent() && reader.begin(schema.get())) {
          VectorBlocks.read(connection, day, reader::take);
        }
        return schema.isPresent();
      } finally {
        connection.rollback();
      }
    }
  }

  private static ClosedDay day(ResultSet row) throws SQLException {
    return ClosedDay.newBuilder()
        .setDay(row.getObject(1, LocalDate.class).toString())
        .setAccounts(row.getLong(2))
        .setPosition(row.getLong(3))
        .build();
  }

  /** Takes a day's schema, then its vectors, some at a time. */
  public interface DayReader {
    /** Returns whether to go on. */
    boolean begin(FeatureSchema schema);

    /** Returns whether to go on. */
    boolean take(StoredBlock block);
  }
}
