package io.stillwatch.rim;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Refuses to listen beyond this machine without TLS, unless told that something in front has it.
 */
final class PlaintextGuard {
  private PlaintextGuard() {}

  /**
   * Throws IllegalStateException for a server that must not listen.
   *
   * @param server the prefix of its settings, such as {@code spring.grpc.server}
   */
  static void check(String server, String address, String sslBundle, boolean allowPlaintext) {
    if (allowPlaintext || !sslBundle.isEmpty() || isLoopback(server, address)) {
      return;
    }
    throw new IllegalStateException(
        server
            + ".address is "
            + address
            + ", beyond this machine, without TLS: name a bundle in "
            + server
            + ".ssl.bundle, or set stillwatch.allow-plaintext=true behind a proxy that has it");
  }

  private static boolean isLoopback(String server, String address) {
    try {
      // An empty address stands for all of them, though Java resolves it to loopback.
      return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(server + ".address is no address: " + address, e);
    }
  }
}
