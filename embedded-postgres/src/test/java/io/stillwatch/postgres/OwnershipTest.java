package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OwnershipTest {
  @TempDir Path folder;

  @Test
  void start_afterItsOwnerWasKilled_takesOver() throws Exception {
    OwnerProcess owner = OwnerProcess.of(folder);
    owner.kill();
    assertThat(new Postmaster(folder.resolve("cluster")).pid())
        .as("orphan")
        .hasValue(owner.serverPid());

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(server.pid()).isNotEqualTo(owner.serverPid());
      assertThat(Sql.at(server).ask("select word from kept")).isEqualTo("from another process");
    }
  }

  @Test
  void start_whileItsOwnerLives_isRefused() throws Exception {
    try (OwnerProcess owner = OwnerProcess.of(folder)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use by another Stillwatch, process " + owner.pid());
      assertThat(new Postmaster(folder.resolve("cluster")).pid()).hasValue(owner.serverPid());
    }
    EmbeddedPostgres.start(folder).close();
  }

  @Test
  void start_twiceInOneProcess_isRefusedAndTheFirstStaysOwner() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .hasMessageContaining("already in use by this process");
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .hasMessageContaining("already in use by this process");
      assertThat(Sql.at(first).ask("select 1")).isEqualTo("1");
    }
  }

  @Test
  void start_afterTheServerWasKilled_recovers() throws Exception {
    EmbeddedPostgres killed = EmbeddedPostgres.start(folder);
    Sql.at(killed).run("create table kept as select 'committed' as word");
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    killed.close();

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(Sql.at(server).ask("select word from kept")).isEqualTo("committed");
    }
  }

  @Test
  void start_withThePidFileOfADeadProcess_ignoresIt() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();

    startsWithPidFileNaming(dead.pid());
  }

  @Test
  void start_withThePidFileOfAnotherProgram_ignoresItAndHarmsNobody() throws Exception {
    startsWithPidFileNaming(ProcessHandle.current().pid());
  }

  @Test
  void start_withThePidFileOfAServerElsewhere_ignoresItAndHarmsNobody() throws Exception {
    startsWithPidFileNaming(EmbeddedPostgres.shared().pid());

    assertThat(Sql.at(EmbeddedPostgres.shared()).ask("select 1")).isEqualTo("1");
  }

  @Test
  void close_byAnInterruptedThread_stopsTheServerAllTheSame() throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    Thread.currentThread().interrupt();

    server.close();

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(new Postmaster(folder.resolve("cluster")).pid()).isEmpty();
    EmbeddedPostgres.start(folder).close();
  }

  @Test
  void startTemporary_processKilled_leavesNothing() throws Exception {
    OwnerProcess owner = OwnerProcess.ofTemporary();
    assertThat(owner.dataDirectory()).isDirectory();

    owner.kill();

    assertThat(isGone(owner)).isTrue();
  }

  @Test
  void startTemporary_processEnded_leavesNothing() throws Exception {
    OwnerProcess owner = OwnerProcess.ofTemporary();

    owner.close();

    assertThat(isGone(owner)).isTrue();
  }

  private static boolean isGone(OwnerProcess owner) throws InterruptedException {
    Path data = owner.dataDirectory();
    return OwnerProcess.comesTrue(
        Duration.ofSeconds(60),
        () -> Files.notExists(data.getParent()) && new Postmaster(data).pid().isEmpty());
  }

  private void startsWithPidFileNaming(long pid) throws Exception {
    EmbeddedPostgres.start(folder).close();
    Path cluster = folder.resolve("cluster");
    Files.writeString(
        cluster.resolve("postmaster.pid"),
        pid + "\n" + cluster + "\n1700000000\n5432\n\n127.0.0.1\n");

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(Sql.at(server).ask("select 1")).isEqualTo("1");
    }
  }
}
