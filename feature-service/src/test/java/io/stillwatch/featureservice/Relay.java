package io.stillwatch.featureservice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A port that stays while the server behind it dies and comes back elsewhere. */
public final class Relay implements AutoCloseable {
  private static final int LATE_ONES = 4;
  private static final int BUFFER_BYTES = 8192;

  private final ServerSocket front;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Random dice;
  private final int mostMillis;
  private final AtomicInteger commitsToLose = new AtomicInteger();
  private volatile int target;

  public Relay(int target) throws IOException {
    this(target, 0, new Random(0));
  }

  /**
   * One that passes every fourth answer late, and each that says a transaction was committed: what
   * the server has done is then not known yet.
   *
   * @param mostMillis how late at most; 0: never
   */
  public Relay(int target, int mostMillis, Random dice) throws IOException {
    this.target = target;
    this.mostMillis = mostMillis;
    this.dice = dice;
    this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return front.getLocalPort();
  }

  public void retarget(int port) {
    target = port;
  }

  /**
   * Of the next answers that say a transaction was committed, so many are never passed; their
   * connections end.
   */
  public void loseCommits(int answers) {
    commitsToLose.set(answers);
  }

  /** How many answers are still to be lost. */
  public int commitsToLose() {
    return commitsToLose.get();
  }

  /** Ends every connection; answers that were late are never passed. */
  public void cut() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
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
      clients.add(client);
      start(() -> ask(client, server));
      start(() -> answer(server, client));
    } catch (IOException nobody) {
      client.close();
    }
  }

  private void ask(Socket client, Socket server) {
    try (client;
        server;
        InputStream bytes = client.getInputStream()) {
      bytes.transferTo(server.getOutputStream());
    } catch (IOException cutOff) {
      return;
    } finally {
      clients.remove(client);
    }
  }

  private void answer(Socket server, Socket client) {
    byte[] bytes = new byte[BUFFER_BYTES];
    try (server;
        client) {
      InputStream from = server.getInputStream();
      OutputStream to = client.getOutputStream();
      for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
        if (committed(bytes, count)
            && commitsToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        if (mostMillis > 0 && (committed(bytes, count) || dice.nextInt(LATE_ONES) == 0)) {
          LockSupport.parkNanos(1_000_000L * (1 + dice.nextInt(mostMillis)));
        }
        to.write(bytes, 0, count);
      }
    } catch (IOException cutOff) {
      return;
    }
  }

  private static boolean committed(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains("COMMIT");
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
