package io.stillwatch.featureservice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that stays while the server behind it dies and comes back elsewhere. */
public final class Relay implements AutoCloseable {
  private final ServerSocket front;
  private volatile int target;

  public Relay(int target) throws IOException {
    this.target = target;
    this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return front.getLocalPort();
  }

  public void retarget(int port) {
    target = port;
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        connect(front.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      start(() -> pass(client, server));
      start(() -> pass(server, client));
    } catch (IOException nobody) {
      client.close();
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream bytes = from.getInputStream()) {
      bytes.transferTo(to.getOutputStream());
    } catch (IOException cutOff) {
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
