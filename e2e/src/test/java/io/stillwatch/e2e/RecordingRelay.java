package io.stillwatch.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between two programs and keeps all that goes over the wire, in both directions. */
final class RecordingRelay implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

  RecordingRelay(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    background(this::accept);
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  byte[] recorded() {
    synchronized (recorded) {
      return recorded.toByteArray();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket from = listening.accept();
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      background(() -> copy(from.getInputStream(), to.getOutputStream()));
      background(() -> copy(to.getInputStream(), from.getOutputStream()));
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      synchronized (recorded) {
        recorded.write(buffer, 0, read);
      }
      out.write(buffer, 0, read);
      out.flush();
    }
    out.close();
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // One side has closed; so does the other.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    void run() throws IOException;
  }
}
