package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PrivilegesTest {
  private static final int SOMEBODY = 65534;

  @BeforeEach
  void needsRoot() {
    assumeTrue(Privileges.ourUser() == 0, "only root has privileges to drop");
  }

  @Test
  void toWorkIn_rootsFolder_leavesItsOwner() throws Exception {
    Path folder = Files.createTempDirectory("stillwatch-test-");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(Files.getAttribute(Path.of("/proc", Long.toString(server.pid())), "unix:uid"))
          .isIn(0, SOMEBODY);
    } finally {
      Folders.delete(folder);
    }
  }

  @Test
  void toWorkIn_somebodysFolder_runsAsThem() throws Exception {
    Path folder = Files.createTempDirectory("stillwatch-test-");
    Privileges.steppedDownTo(SOMEBODY, SOMEBODY).give(folder);
    try {
      for (int start = 0; start < 2; start++) {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
          Path cluster = Path.of(Sql.at(server).ask("show data_directory"));
          assertThat(Files.getAttribute(cluster, "unix:uid")).isEqualTo(SOMEBODY);
        }
      }
    } finally {
      Folders.delete(folder);
    }
  }

  @Test
  void startTemporary_steppedDown_clearsUp() throws Exception {
    Path folder = Files.createTempDirectory("stillwatch-test-");
    EmbeddedPostgres server =
        EmbeddedPostgres.start(folder, Privileges.steppedDownTo(SOMEBODY, SOMEBODY), true);
    assertThat(Sql.at(server).ask("select 1")).isEqualTo("1");

    server.close();

    assertThat(folder).doesNotExist();
  }
}
