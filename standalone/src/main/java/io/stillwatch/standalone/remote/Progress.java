package io.stillwatch.standalone.remote;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says once a second how far it is. One thread. */
final class Progress {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final PrintWriter out;
  private long last = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  void acknowledged(long events) {
    if (System.nanoTime() - last >= PAUSE) {
      say(String.format(Locale.ROOT, "acknowledged %,d events", events));
      last = System.nanoTime();
    }
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }
}
