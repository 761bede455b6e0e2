package io.stillwatch.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The main process of a server, as its file {@code postmaster.pid} names it. */
final class Postmaster {
  private final Path cluster;

  Postmaster(Path cluster) {
    this.cluster = cluster;
  }

  /**
   * The process id of the server that runs in this folder now; empty when none does, whatever the
   * file says.
   */
  OptionalLong pid() {
    try {
      long pid = Long.parseLong(Files.readString(pidFile()).lines().findFirst().orElse("").strip());
      return isPostgres(pid) && worksHere(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
    } catch (IOException | NumberFormatException noServer) {
      return OptionalLong.empty();
    }
  }

  /** Removes the file of a server that is no more: its number may by now be somebody else's. */
  void forgetTheDead() throws IOException {
    if (pid().isEmpty()) {
      Files.deleteIfExists(pidFile());
    }
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> Path.of(command).endsWith("postgres"))
        .isPresent();
  }

  private boolean worksHere(long pid) throws IOException {
    Path workingFolder = Path.of("/proc", Long.toString(pid), "cwd");
    return !Files.isDirectory(Path.of("/proc/self")) || Files.isSameFile(workingFolder, cluster);
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }
}
