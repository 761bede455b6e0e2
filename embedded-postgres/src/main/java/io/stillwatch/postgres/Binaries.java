package io.stillwatch.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked once per version from the class path into a
 * cache folder.
 */
record Binaries(Path folder) {
  private static final System.Logger LOG = System.getLogger(Binaries.class.getName());

  /**
   * The first cache folder that is ours to write and whose programs run with the given privileges.
   */
  static Binaries runnableWith(Privileges privileges) {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    StringBuilder refusals = new StringBuilder();
    for (Path cache : caches()) {
      try {
        Binaries binaries = new Binaries(unpacked(cache, platform));
        Program.Outcome answer = binaries.answer(privileges);
        if (answer.succeeded()) {
          return binaries;
        }
        refusals
            .append("\n  ")
            .append(binaries.folder)
            .append(" does not run: ")
            .append(answer.output());
      } catch (IOException | UncheckedIOException unusable) {
        refusals.append("\n  ").append(cache).append(" cannot be used: ").append(unusable);
      }
    }
    throw new IllegalStateException(
        "no place to run PostgreSQL's programs from (set -Dstillwatch.postgres.cache):" + refusals);
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  static String version() {
    try (InputStream in = resource("/io/stillwatch/postgres/binaries.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static int majorVersion() {
    String version = version();
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** The name zonky gives a platform, such as {@code linux-x86_64} or {@code darwin-arm_64}. */
  static String platform(String os, String arch) {
    String family = os.toLowerCase(Locale.ROOT);
    String system = family.contains("linux") ? "linux" : family.contains("mac") ? "darwin" : "";
    String processor =
        switch (arch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (system.isEmpty() || processor.isEmpty()) {
      throw new IllegalStateException(
          "no PostgreSQL is packaged for "
              + os
              + " on "
              + arch
              + "; there is one for Linux and macOS on x86-64 and arm64");
    }
    return system + "-" + processor;
  }

  private static List<Path> caches() {
    String chosen = System.getProperty("stillwatch.postgres.cache");
    if (chosen != null) {
      return List.of(Path.of(chosen));
    }
    Path shared =
        Path.of(System.getProperty("java.io.tmpdir"), "stillwatch-" + Privileges.ourUser());
    Path home = Path.of(System.getProperty("user.home"));
    return home.isAbsolute()
        ? List.of(home.resolve(".cache").resolve("stillwatch"), shared)
        : List.of(shared);
  }

  private static Path unpacked(Path cache, String platform) throws IOException {
    Path target = cache.toAbsolutePath().resolve("postgres-" + version() + "-" + platform);
    Files.createDirectories(cache);
    refuseForeign(cache);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    try {
      fresh.toFile().setExecutable(true, false);
      fresh.toFile().setReadable(true, false);
      unpack(platform, fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      LOG.log(System.Logger.Level.INFO, "unpacked PostgreSQL {0} into {1}", version(), target);
    } catch (IOException failed) {
      Folders.delete(fresh);
      if (!Files.isDirectory(target)) {
        throw failed;
      }
    }
    return target;
  }

  /**
   * Programs are run only from a folder that nobody else could have filled: the temporary folder is
   * shared.
   */
  private static void refuseForeign(Path cache) throws IOException {
    Path probe = Files.createTempFile(cache, "mine-", "");
    try {
      if (!Files.getOwner(cache).equals(Files.getOwner(probe))) {
        throw new IOException(cache + " belongs to " + Files.getOwner(cache));
      }
    } finally {
      Files.delete(probe);
    }
  }

  private static void unpack(String platform, Path target) throws IOException {
    try (InputStream packed = resource("/postgres-" + platform + ".txz");
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside the folder: " + entry.getName());
        }
        write(entry, tar, path);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    if ((entry.getMode() & 0100) != 0) {
      path.toFile().setExecutable(true, false);
    }
  }

  private Program.Outcome answer(Privileges privileges) {
    return new Program(Path.of("/"), privileges.command(program("postgres"), List.of("--version")))
        .run();
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Binaries.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("not on the class path: " + name);
    }
    return in;
  }
}
