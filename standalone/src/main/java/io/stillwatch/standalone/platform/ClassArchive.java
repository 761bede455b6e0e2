package io.stillwatch.standalone.platform;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's classes as they are in memory, kept for the next start where the launcher asks for it.
 * A JVM that maps half a file dies of it, so a file has its name only when it is whole and on disk.
 */
final class ClassArchive {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final String ASKED_FOR = "stillwatch.class-archive";

  private ClassArchive() {}

  /**
   * Takes seconds, in which the JVM does nothing else. A failure only costs the next start time.
   */
  static void keep() {
    String file = System.getProperty(ASKED_FOR, "");
    if (file.isEmpty()) {
      return;
    }
    Path half = Path.of(file + ".half");
    try {
      dump(half);
      try (FileChannel written = FileChannel.open(half, StandardOpenOption.READ)) {
        written.force(true);
      }
      Files.move(half, Path.of(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (JMException | IOException | RuntimeException failed) {
      LOG.info("No class archive was kept: {}", failed.toString());
    }
  }

  private static void dump(Path file) throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "vmCds",
            new Object[] {new String[] {"dynamic_dump", file.toString()}},
            new String[] {String[].class.getName()});
  }
}
