package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  @Test
  void start_again_keepsTheRows() throws SQLException {
    Path data = folder.resolve("data with blank");
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
      run(first, "create table kept(word text)");
      run(first, "insert into kept values ('still here')");
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(data)) {
      assertThat(ask(second, "select word from kept")).isEqualTo("still here");
    }
  }

  @Test
  void start_isDurable() throws SQLException {
    EmbeddedPostgres server = EmbeddedPostgres.shared();

    assertThat(ask(server, "show fsync")).isEqualTo("on");
    assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
  }

  private static void run(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
