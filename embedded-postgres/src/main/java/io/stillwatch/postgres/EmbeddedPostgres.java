package io.stillwatch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of our own on loopback, unpacked from zonky's binaries.
 *
 * <p>It is as durable as any other: {@code fsync} and {@code synchronous_commit} are on. It takes
 * connections on 127.0.0.1 only, with a random password (SCRAM) that is kept in a file of mode 0600
 * beside the data. The first start of a folder takes some seconds, later ones well under one.
 *
 * <p>The end of this process does not stop a server whose data are kept: whoever started it calls
 * {@link #close()} after the last of its users. A server that a killed process left running is
 * stopped by the next {@link #start}. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String DATABASE = "stillwatch";
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final Cluster cluster;
  private final DirectoryLock lock;
  private final int port;
  private final long pid;
  private final String password;
  private final @Nullable LastWill lastWill;
  private boolean closed;

  private EmbeddedPostgres(
      Cluster cluster, DirectoryLock lock, int port, @Nullable LastWill lastWill)
      throws IOException {
    this.cluster = cluster;
    this.lock = lock;
    this.port = port;
    this.lastWill = lastWill;
    this.pid =
        cluster
            .postmaster()
            .pid()
            .orElseThrow(() -> new IllegalStateException("PostgreSQL stopped at once"));
    this.password = cluster.password();
  }

  /**
   * Starts the server of a folder, made on the first start and kept ever after, on a free port.
   *
   * @throws IllegalStateException when another living process owns the folder, when what it holds
   *     is no cluster of this version, or when the server does not start; the message ends with the
   *     last lines of its log
   */
  public static EmbeddedPostgres start(Path dataDirectory) {
    try {
      Path folder = made(dataDirectory);
      return start(folder, Privileges.toWorkIn(folder), false);
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot start PostgreSQL in " + dataDirectory, unusable);
    }
  }

  /**
   * Starts a server in a folder of its own that goes when it is closed or when this process ends,
   * however it ends.
   */
  public static EmbeddedPostgres startTemporary() {
    try {
      Path folder = Files.createTempDirectory("stillwatch-postgres-").toRealPath();
      return start(folder, Privileges.toWorkIn(folder), true);
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot start a temporary PostgreSQL", unusable);
    }
  }

  /**
   * The one temporary server of this process, for tests that each make a database in it; never
   * close it.
   */
  public static EmbeddedPostgres shared() {
    return Shared.SERVER;
  }

  static EmbeddedPostgres start(Path folder, Privileges privileges, boolean temporary)
      throws IOException {
    DirectoryLock lock = DirectoryLock.of(folder);
    LastWill will = null;
    try {
      Cluster cluster = new Cluster(folder, Binaries.runnableWith(privileges), privileges);
      will = temporary ? LastWill.of(folder, cluster.commandToStop()) : null;
      cluster.prepare();
      EmbeddedPostgres server = new EmbeddedPostgres(cluster, lock, cluster.start(), will);
      server.makeOurDatabase();
      return server;
    } catch (IOException | RuntimeException failed) {
      if (will != null) {
        will.execute();
      }
      lock.close();
      throw failed;
    }
  }

  /** Where the database {@code stillwatch} is, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  public String user() {
    return Cluster.USER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /** The process id of the server's main process. */
  public long pid() {
    return pid;
  }

  /**
   * Creates a further database for the same user and returns its JDBC URL.
   *
   * @param name lower-case letters, digits and underscores, at most 63
   */
  public String createDatabase(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain database name: '" + name + "'");
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return jdbcUrl(name);
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot create database " + name, refused);
    }
  }

  /**
   * Stops the server: its clients are cut off, open transactions rolled back. Returns when it has
   * ended.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      cluster.stop();
    } finally {
      if (lastWill != null) {
        lastWill.execute();
      }
      lock.close();
    }
  }

  private static Path made(Path dataDirectory) throws IOException {
    if (Files.exists(dataDirectory) && !Files.isDirectory(dataDirectory)) {
      throw new IllegalArgumentException("data directory is a file: " + dataDirectory);
    }
    if (!Files.exists(dataDirectory)) {
      Files.createDirectories(
          dataDirectory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return dataDirectory.toRealPath();
  }

  private void makeOurDatabase() {
    try (Connection connection = connect("postgres");
        PreparedStatement query =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, DATABASE);
      if (!query.executeQuery().next()) {
        createDatabase(DATABASE);
      }
    } catch (SQLException refused) {
      cluster.stop();
      throw new IllegalStateException(
          "PostgreSQL started but takes no connection at " + jdbcUrl(), refused);
    }
  }

  private Connection connect(String database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(database));
    return source.getConnection(user(), password);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static final class Shared {
    static final EmbeddedPostgres SERVER = startTemporary();
  }
}
