package io.stillwatch.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The files of one server and what is done to them: {@code cluster} (PostgreSQL's own), {@code
 * password}, {@code server.log} and the one of the run before. Not thread-safe; its owner holds the
 * {@link DirectoryLock}.
 */
final class Cluster {
  static final String USER = "stillwatch";

  private static final System.Logger LOG = System.getLogger(Cluster.class.getName());
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on"
          + " -c shared_buffers=128MB -c max_connections=100 -c timezone=UTC -c log_timezone=UTC";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 250;
  private static final int LOG_LINES = 20;

  private final Path folder;
  private final Binaries binaries;
  private final Privileges privileges;

  Cluster(Path folder, Binaries binaries, Privileges privileges) {
    this.folder = folder;
    this.binaries = binaries;
    this.privileges = privileges;
  }

  /** Makes the cluster when there is none, and checks that one found is ours to start. */
  void prepare() throws IOException {
    privileges.give(folder);
    if (!Files.exists(files())) {
      initialise();
    }
    refuseDamaged();
    stopOrphan();
  }

  String password() throws IOException {
    return Files.readString(passwordFile());
  }

  /** Starts the server and returns its port once it takes connections. */
  int start() throws IOException {
    keepPreviousLog();
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Files.deleteIfExists(log());
      Program.Outcome outcome =
          control("start", "-w", "-t", "300", "-l", "server.log", "-o", "-p " + port + SETTINGS);
      if (outcome.succeeded()) {
        return port;
      }
      String lastLines = lastLogLines();
      if (attempt == ATTEMPTS || !passesByItself(lastLines)) {
        throw new IllegalStateException(
            "PostgreSQL did not start in " + folder + ":\n" + outcome.output() + "\n" + lastLines);
      }
      pause();
    }
  }

  Postmaster postmaster() {
    return new Postmaster(files());
  }

  /** Ends the server, if it runs, and waits; open transactions are rolled back. */
  void stop() {
    if (postmaster().pid().isEmpty()) {
      return;
    }
    if (control("stop", "-m", "fast", "-w", "-t", "60").succeeded()) {
      return;
    }
    Program.Outcome immediate = control("stop", "-m", "immediate", "-w", "-t", "30");
    if (!immediate.succeeded() && postmaster().pid().isPresent()) {
      throw new IllegalStateException(
          "PostgreSQL in " + folder + " does not stop:\n" + immediate.output());
    }
  }

  List<String> commandToStop() {
    return privileges.command(
        binaries.program("pg_ctl"),
        List.of("stop", "-D", files().toString(), "-m", "immediate", "-w", "-t", "30"));
  }

  private void initialise() throws IOException {
    Path unfinished = folder.resolve("cluster.unfinished");
    Folders.delete(unfinished);
    writePassword();
    List<String> arguments =
        List.of(
            "-D",
            unfinished.toString(),
            "-U",
            USER,
            "--pwfile",
            passwordFile().toString(),
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C");
    Program.Outcome outcome =
        new Program(folder, privileges.command(binaries.program("initdb"), arguments)).run();
    if (!outcome.succeeded()) {
      throw new IllegalStateException(
          "cannot make a PostgreSQL cluster in " + folder + ":\n" + outcome.output());
    }
    Files.move(unfinished, files(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        passwordFile(),
        Base64.getUrlEncoder().encodeToString(secret),
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    privileges.give(passwordFile());
  }

  private void refuseDamaged() throws IOException {
    Path versionFile = files().resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw new IllegalStateException(
          files() + " holds no PostgreSQL cluster: PG_VERSION is missing");
    }
    String found = new String(Files.readAllBytes(versionFile), StandardCharsets.ISO_8859_1).strip();
    if (!found.equals(Integer.toString(Binaries.majorVersion()))) {
      throw new IllegalStateException(
          files()
              + " was made by PostgreSQL '"
              + found
              + "' (PG_VERSION); this is "
              + Binaries.majorVersion());
    }
    if (!Files.isReadable(passwordFile())) {
      throw new IllegalStateException(
          "the password of " + files() + " is gone: cannot read " + passwordFile());
    }
  }

  /** We hold the lock, so a server that runs here was left by an owner that died. */
  private void stopOrphan() throws IOException {
    if (postmaster().pid().isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "stopping the PostgreSQL that a dead process left running in {0}",
          folder);
      stop();
    }
    postmaster().forgetTheDead();
  }

  // PGDATA and a relative log name, for pg_ctl would hand both paths to a shell as they are.
  private Program.Outcome control(String... arguments) {
    return new Program(folder, privileges.command(binaries.program("pg_ctl"), List.of(arguments)))
        .with("PGDATA", files().toString())
        .run();
  }

  /** A port taken since we looked, or workers of a killed server that have yet to notice. */
  private static boolean passesByItself(String lastLines) {
    return lastLines.contains("Address already in use") || lastLines.contains("is still in use");
  }

  private void keepPreviousLog() throws IOException {
    if (Files.exists(log())) {
      Files.move(log(), folder.resolve("server.log.previous"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String lastLogLines() throws IOException {
    if (!Files.exists(log())) {
      return "(the server wrote no log)";
    }
    List<String> lines =
        new String(Files.readAllBytes(log()), StandardCharsets.ISO_8859_1).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while PostgreSQL was starting"));
    }
  }

  private Path files() {
    return folder.resolve("cluster");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  private Path log() {
    return folder.resolve("server.log");
  }
}
