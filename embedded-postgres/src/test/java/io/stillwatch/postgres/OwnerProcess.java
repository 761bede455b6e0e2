package io.stillwatch.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Another JVM that owns a server: it lives until it is told to leave, or killed. */
final class OwnerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final long serverPid;
  private final String dataDirectory;

  private OwnerProcess(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.serverPid = Long.parseLong(output.readLine());
    this.dataDirectory = output.readLine();
  }

  static OwnerProcess of(Path folder) throws IOException {
    return start(folder.toString());
  }

  static OwnerProcess ofTemporary() throws IOException {
    return start("");
  }

  long serverPid() {
    return serverPid;
  }

  Path dataDirectory() {
    return Path.of(dataDirectory);
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /** Whether the condition came true before the time was up. */
  static boolean comesTrue(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static OwnerProcess start(String folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new OwnerProcess(
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    OwnerProcess.class.getName(),
                    folder))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Owns a server until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres server =
        arguments[0].isEmpty()
            ? EmbeddedPostgres.startTemporary()
            : EmbeddedPostgres.start(Path.of(arguments[0]));
    Sql.at(server).run("create table if not exists kept(word text)");
    Sql.at(server).run("insert into kept values ('from another process')");
    System.out.println(server.pid());
    System.out.println(Sql.at(server).ask("show data_directory"));
    while (System.in.read() >= 0) {}
    if (!arguments[0].isEmpty()) {
      server.close();
    }
  }
}
