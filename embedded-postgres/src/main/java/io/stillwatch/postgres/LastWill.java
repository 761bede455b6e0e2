package io.stillwatch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A shell that waits for our end, then runs a command and removes a folder.
 *
 * <p>It reads a pipe that only this process holds open, so it wakes after an orderly exit, a halt
 * and a kill alike, and never before the shutdown of those who still talk to the server.
 */
final class LastWill {
  private static final String WILL =
      "trap '' INT TERM HUP; cat > /dev/null; folder=$1; shift; \"$@\" > /dev/null 2>&1; rm -rf -- \"$folder\"";
  // A collected Process closes its pipe, which would execute the will of the living.
  private static final Set<LastWill> UNEXECUTED = ConcurrentHashMap.newKeySet();

  private final Process shell;

  private LastWill(Process shell) {
    this.shell = shell;
  }

  static LastWill of(Path folder, List<String> command) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", WILL, "stillwatch", folder.toString()));
    line.addAll(command);
    try {
      LastWill will =
          new LastWill(
              new ProcessBuilder(line)
                  .directory(Path.of("/").toFile())
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start());
      UNEXECUTED.add(will);
      return will;
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot start a shell", refused);
    }
  }

  /** Executes it now and waits until the folder is gone. */
  void execute() {
    try {
      shell.getOutputStream().close();
      Program.end(shell);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      UNEXECUTED.remove(this);
    }
  }
}
