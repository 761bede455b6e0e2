package io.stillwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final int PATIENCE_SECONDS = 20;

  @Test
  void run_whileTheCommonPoolIsBusy_returns() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    for (int busy = 0; busy < ForkJoinPool.getCommonPoolParallelism(); busy++) {
      ForkJoinPool.commonPool().execute(() -> await(over));
    }
    try {
      FutureTask<Program.Outcome> run = new FutureTask<>(() -> program("exit 3").run());
      new Thread(run, "program").start();
      assertThat(run.get(PATIENCE_SECONDS, TimeUnit.SECONDS).exit()).isEqualTo(3);
    } finally {
      over.countDown();
    }
  }

  @Test
  void run_whileInterrupted_endsAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    Program.Outcome outcome = program("sleep 0.2; exit 3").run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.exit()).isEqualTo(3);
  }

  private static Program program(String script) {
    return new Program(Path.of("/"), List.of("sh", "-c", script));
  }

  /** Holds a thread without letting the pool make another in its place. */
  private static void await(CountDownLatch over) {
    while (over.getCount() > 0) {
      LockSupport.parkNanos(5_000_000);
    }
  }
}
