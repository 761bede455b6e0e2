package io.stillwatch.benchmarks.vectors;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.accounts.BlockWriter;
import io.stillwatch.featureservice.log.BinaryCopy;
import io.stillwatch.featureservice.log.Partitions;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.v1.AccountVector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A closed day: vectors of a simulated season, each under the names of many accounts. The same seed
 * gives the same rows. It lies there in blocks, and beside it, to compare with, a vector a row.
 */
final class StoredDay {
  static final LocalDate DAY = LocalDate.of(2026, 1, 5);

  /** The table of a vector a row. */
  static final String ROWS = "benchmark_vectors";

  private static final int SIMULATED_ACCOUNTS = 2_000;
  private static final int SIMULATED_DAYS = 7;

  private final List<AccountVector> kinds;
  private final int accounts;

  StoredDay(int accounts, long seed) {
    this.accounts = accounts;
    Map<String, AccountState> states = new LinkedHashMap<>();
    Casting.demo(SIMULATED_ACCOUNTS, SIMULATED_DAYS, seed)
        .run(
            report -> {
              var event = EventWire.read("bench", report);
              states.computeIfAbsent(event.accountId(), AccountState::create).add(event);
            });
    this.kinds =
        states.values().stream()
            .map(state -> VectorWire.write(state.vector(state.watermark()), 1))
            .toList();
  }

  /** Stores and lists the day. */
  void store(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path to features");
    }
    storeRows(connection);
    storeBlocks(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into closed_days (day, accounts, position, schema) values (?, ?, 1, ?)")) {
      insert.setObject(1, DAY);
      insert.setLong(2, accounts);
      insert.setBytes(3, VectorWire.schema().toByteArray());
      insert.executeUpdate();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze vector_blocks, " + ROWS);
    }
  }

  private void storeRows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table " + ROWS + " (day date, account_id text not null, vector bytea not null)");
    }
    BinaryCopy copy = BinaryCopy.into(connection, ROWS + " (day, account_id, vector)", 3);
    for (int number = 0; number < accounts; number++) {
      AccountVector vector = vector(number);
      copy.row().day(DAY).text(vector.getAccountId()).bytes(vector.toByteArray());
    }
    copy.end();
  }

  private void storeBlocks(Connection connection) throws SQLException {
    Partitions.ensure(connection, "vector_blocks", DAY);
    try (BlockWriter blocks = new BlockWriter(connection, DAY)) {
      for (int number = 0; number < accounts; number++) {
        AccountVector vector = vector(number);
        blocks.add(vector.getAccountId(), vector.toByteString());
      }
      blocks.end();
    }
  }

  private AccountVector vector(int number) {
    AccountVector kind = kinds.get(number % kinds.size());
    String account = String.format(Locale.ROOT, "acct-%07x", number);
    return kind.toBuilder().setAccountId(account).setShard(VectorWire.shard(account)).build();
  }

  /** The median of the vectors' encoded sizes. */
  int medianBytes() {
    int[] sizes = kinds.stream().mapToInt(AccountVector::getSerializedSize).sorted().toArray();
    return Arrays.copyOfRange(sizes, sizes.length / 2, sizes.length)[0];
  }
}
