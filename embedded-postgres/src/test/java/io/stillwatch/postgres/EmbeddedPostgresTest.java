package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  @Test
  void start_again_keepsTheRows() throws Exception {
    Path data = folder.resolve("data with blank, \"quote\" and $HOME");
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
      Sql.at(first).run("create table kept(word text)");
      Sql.at(first).run("insert into kept values ('still here')");
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(data)) {
      assertThat(Sql.at(second).ask("select word from kept")).isEqualTo("still here");
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("password"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void start_isDurable(String setting) throws SQLException {
    assertThat(Sql.at(EmbeddedPostgres.shared()).ask("show " + setting)).isEqualTo("on");
  }

  @Test
  void start_listensOnLoopbackAlone() throws SQLException {
    Sql sql = Sql.at(EmbeddedPostgres.shared());

    assertThat(sql.ask("show listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(sql.ask("show unix_socket_directories")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "stillwatch", ""})
  void connect_wrongPassword_isRefused(String password) {
    EmbeddedPostgres server = EmbeddedPostgres.shared();

    assertThatThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), password).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void createDatabase_twice_isRefused() throws SQLException {
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    String url = server.createDatabase("harbour");

    DriverManager.getConnection(url, server.user(), server.password()).close();
    assertThat(url).endsWith("/harbour");
    assertThatThrownBy(() -> server.createDatabase("harbour"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("harbour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Upper", "9lives", "a b", "x; drop database stillwatch", "\"quoted\""})
  void createDatabase_hostileName_isRefused(String name) {
    assertThatThrownBy(() -> EmbeddedPostgres.shared().createDatabase(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void startTemporary_closedTwice_leavesNothing() throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.startTemporary();
    Path data = Path.of(Sql.at(server).ask("show data_directory"));
    assertThat(data).isDirectory();

    server.close();
    server.close();

    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void start_inAFile_isRefused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .hasMessageContaining("is a file: " + file);
  }
}
