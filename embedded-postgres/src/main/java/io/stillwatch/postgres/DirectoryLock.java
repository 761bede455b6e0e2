package io.stillwatch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner for a data directory, on this machine; the operating system frees it when the owner
 * dies.
 */
final class DirectoryLock implements AutoCloseable {
  // Closing any channel of a file drops this process's lock on it: so look here before opening a
  // second one.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException when a living process, this one included, holds it
   */
  static DirectoryLock of(Path directory) {
    if (!HELD_HERE.add(directory)) {
      throw new IllegalStateException(
          "data directory " + directory + " is already in use by this process");
    }
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.writeString(directory.resolve("owner"), Long.toString(ProcessHandle.current().pid()));
        return new DirectoryLock(directory, channel);
      }
      channel.close();
      HELD_HERE.remove(directory);
      throw new IllegalStateException(
          "data directory " + directory + " is in use by another Stillwatch" + owner(directory));
    } catch (IOException unusable) {
      HELD_HERE.remove(directory);
      throw new UncheckedIOException("cannot lock data directory " + directory, unusable);
    }
  }

  private static String owner(Path directory) throws IOException {
    Path file = directory.resolve("owner");
    return Files.exists(file) ? ", process " + Files.readString(file) : "";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
