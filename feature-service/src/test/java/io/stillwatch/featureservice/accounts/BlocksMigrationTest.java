package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.log.Partitions;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.AccountVector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of a version that kept a vector a row. */
class BlocksMigrationTest {
  private static final List<LocalDate> DAYS =
      List.of(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 5));
  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.shared();

  private final String database = RunningService.newDatabase();
  private final Random random = new Random(4);

  @Test
  void migrate_rowsOfBefore_areInBlocksToTheByte() throws Exception {
    Flyway.configure()
        .dataSource(database, SERVER.user(), SERVER.password())
        .locations("classpath:db/features")
        .schemas("features")
        .defaultSchema("features")
        .target("6")
        .load()
        .migrate();
    Map<LocalDate, Map<String, ByteString>> before = new HashMap<>();
    try (Connection connection =
        DriverManager.getConnection(database, SERVER.user(), SERVER.password())) {
      connection.setSchema("features");
      // The tests' server has the order of bytes; most have a language's.
      try (Statement alter = connection.createStatement()) {
        alter.execute("alter table daily_vectors alter account_id type text collate \"und-x-icu\"");
      }
      before.put(DAYS.get(0), store(connection, DAYS.get(0), 500));
      before.put(DAYS.get(1), store(connection, DAYS.get(1), 1));
      before.put(DAYS.get(2), store(connection, DAYS.get(2), 3_000));
    }
    try (RunningService service = RunningService.start(database);
        Connection connection = service.bean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      for (LocalDate day : DAYS) {
        assertThat(read(connection, day)).isEqualTo(before.get(day));
      }
      for (String account : before.get(DAYS.get(0)).keySet()) {
        assertThat(VectorBlocks.vector(connection, DAYS.get(0), account)).isPresent();
      }
      assertThat(VectorBlocks.remove(connection, "account-é")).isEqualTo(2);
      connection.commit();
      assertThat(service.bean(ClosedDays.class).all()).hasSize(3);
    }
  }

  private Map<String, ByteString> store(Connection connection, LocalDate day, int accounts)
      throws SQLException {
    Partitions.ensure(connection, "daily_vectors", day);
    Map<String, ByteString> vectors = new HashMap<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into daily_vectors (day, account_id, vector) values (?, ?, ?)")) {
      for (int number = 0; number < accounts; number++) {
        String account = account(number);
        ByteString vector =
            AccountVector.newBuilder()
                .setAccountId(account)
                .setPresence(ByteString.copyFrom(bytes(number)))
                .build()
                .toByteString();
        vectors.put(account, vector);
        insert.setObject(1, day);
        insert.setString(2, account);
        insert.setBytes(3, vector.toByteArray());
        insert.executeUpdate();
      }
    }
    try (PreparedStatement list =
        connection.prepareStatement(
            "insert into closed_days (day, accounts, position, schema) values (?, ?, 9, ?)")) {
      list.setObject(1, day);
      list.setInt(2, accounts);
      list.setBytes(3, VectorWire.schema().toByteArray());
      list.executeUpdate();
    }
    return vectors;
  }

  /** Ids whose order depends on the collation. */
  private static String account(int number) {
    return switch (number) {
      case 0 -> "Zoë";
      case 1 -> "account-é";
      case 2 -> "\uD83D\uDE00";
      case 3 -> "\uFFFD";
      case 4 -> "a b";
      default -> (number % 2 == 0 ? "Account-" : "account-") + number;
    };
  }

  /** Of every length of a length. */
  private byte[] bytes(int number) {
    int most = number % 100 == 99 ? 40_000 : number % 3 == 0 ? 100 : 1_000;
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Map<String, ByteString> read(Connection connection, LocalDate day)
      throws SQLException {
    Map<String, ByteString> vectors = new HashMap<>();
    VectorBlocks.read(
        connection,
        day,
        block -> {
          for (int place = 0; place < block.vectors().size(); place++) {
            vectors.put(block.account(place), block.vectors().get(place));
            assertThat(AccountOrder.compare(block.firstAccount(), block.account(place)))
                .isNotPositive();
          }
          return true;
        });
    return vectors;
  }
}
