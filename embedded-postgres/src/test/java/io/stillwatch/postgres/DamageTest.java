package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DamageTest {
  @TempDir private static Path whole;

  @TempDir Path parent;

  private Path folder;
  private Path versionFile;

  @BeforeAll
  static void makeCluster() {
    EmbeddedPostgres.start(whole).close();
  }

  @BeforeEach
  void copyCluster() throws Exception {
    folder = parent.resolve("copy");
    int exit = new ProcessBuilder("cp", "-a", whole + "/.", folder.toString()).start().waitFor();
    assertThat(exit).isZero();
    versionFile = folder.resolve("cluster").resolve("PG_VERSION");
  }

  @Test
  void start_withoutVersion_saysSo() throws IOException {
    Files.delete(versionFile);

    assertRefused("holds no PostgreSQL cluster: PG_VERSION is missing");
  }

  @Test
  void start_versionIsAFolder_saysSo() throws IOException {
    Files.delete(versionFile);
    Files.createDirectory(versionFile);

    assertRefused("holds no PostgreSQL cluster");
  }

  @Test
  void start_ofAnotherVersion_namesBoth() throws IOException {
    Files.writeString(versionFile, "9\n");

    assertRefused("made by PostgreSQL '9' (PG_VERSION); this is " + Binaries.majorVersion());
  }

  @Test
  void start_versionIsNoise_quotesIt() throws IOException {
    Files.write(versionFile, new byte[] {(byte) 0xff, 'x', '\n'});

    assertRefused("'\u00ffx'");
  }

  @Test
  void start_withoutPassword_saysSo() throws IOException {
    Files.delete(folder.resolve("password"));

    assertRefused("the password of");
  }

  @Test
  void start_passwordChangedByHand_saysThatNobodyGetsInAndStops() throws IOException {
    Files.writeString(folder.resolve("password"), "something else");

    assertRefused("takes no connection");
    assertThat(new Postmaster(folder.resolve("cluster")).pid()).isEmpty();
  }

  @Test
  void start_controlFileIsShort_endsWithTheServersLog() throws IOException {
    Files.write(folder.resolve("cluster").resolve("global").resolve("pg_control"), new byte[10]);

    assertRefused("pg_control");
  }

  @Test
  void start_afterAnUnfinishedFirstStart_beginsAnew() throws Exception {
    Folders.delete(folder.resolve("cluster"));
    Files.createDirectory(folder.resolve("cluster.unfinished"));
    Files.writeString(folder.resolve("cluster.unfinished").resolve("PG_VERSION"), "18\n");

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(Sql.at(server).ask("select 1")).isEqualTo("1");
    }
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }
}
