package io.stillwatch.rim;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Refuses to listen beyond this machine without TLS, unless told that something in front has it.
 */
final class PlaintextGuard {
  private PlaintextGuard() {}

  static void check(String address, String sslBundle, boolean allowPlaintext) {
    if (allowPlaintext || !sslBundle.isEmpty() || isLoopback(address)) {
      return;
    }
    throw new IllegalStateException(
        "spring.grpc.server.address is "
            + address
            + ", beyond this machine, without TLS: name a bundle in spring.grpc.server.ssl.bundle,"
            + " or set stillwatch.allow-plaintext=true behind a proxy that has it");
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("spring.grpc.server.address is no address: " + address, e);
    }
  }
}
