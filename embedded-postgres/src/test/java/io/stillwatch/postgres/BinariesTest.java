package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
  private static final String CACHE = "stillwatch.postgres.cache";

  @TempDir Path folder;

  @AfterEach
  void forgetTheCache() {
    System.clearProperty(CACHE);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm_64",
    "Mac OS X, x86_64, darwin-x86_64",
    "Mac OS X, aarch64, darwin-arm_64"
  })
  void platform_packaged_isInTheClassPath(String os, String arch, String platform) {
    assertThat(Binaries.platform(os, arch)).isEqualTo(platform);
    assertThat(Binaries.class.getResource("/postgres-" + platform + ".txz")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "SunOS, sparc"})
  void platform_notPackaged_isNamed(String os, String arch) {
    assertThatThrownBy(() -> Binaries.platform(os, arch)).hasMessageContaining(os + " on " + arch);
  }

  @Test
  void runnableWith_twoAtOnce_unpackOneWholeCopy() throws Exception {
    System.setProperty(CACHE, folder.toString());
    Privileges privileges = Privileges.toWorkIn(folder);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Binaries>> found = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        found.add(threads.submit(() -> Binaries.runnableWith(privileges)));
      }
      assertThat(found.get(0).get()).isEqualTo(found.get(1).get());
    } finally {
      threads.shutdown();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .singleElement()
          .asString()
          .startsWith("postgres-" + Binaries.version() + "-");
    }
  }

  @Test
  void runnableWith_cacheIsAFile_namesIt() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    System.setProperty(CACHE, file.toString());

    assertThatThrownBy(() -> Binaries.runnableWith(Privileges.toWorkIn(folder)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file + " cannot be used");
  }

  @Test
  void runnableWith_programDamaged_namesItsFolder() throws Exception {
    System.setProperty(CACHE, folder.toString());
    Privileges privileges = Privileges.toWorkIn(folder);
    Binaries binaries = Binaries.runnableWith(privileges);
    Files.write(binaries.program("postgres"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> Binaries.runnableWith(privileges))
        .hasMessageContaining(binaries.folder() + " does not run");
  }
}
