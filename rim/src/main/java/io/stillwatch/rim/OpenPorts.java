package io.stillwatch.rim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/**
 * Refuses to listen beyond this machine without TLS, unless told that something in front has it,
 * and at any port where nobody asks for tokens.
 */
final class OpenPorts {
  private OpenPorts() {}

  /** Throws IllegalStateException for a server that must not listen. */
  static void check(Environment settings, boolean allowPlaintext) {
    refuseManagementPort(settings.getProperty("management.server.port", ""));
    if (!allowPlaintext) {
      refusePlaintext(settings, "spring.grpc.server");
      refusePlaintext(settings, "server");
    }
  }

  private static void refuseManagementPort(String port) {
    if (!port.isBlank()) {
      throw new IllegalStateException(
          "management.server.port is "
              + port
              + ": metrics and probes stay at server.port, where tokens are asked for");
    }
  }

  /** The server whose settings begin with that. */
  private static void refusePlaintext(Environment settings, String server) {
    String address = settings.getProperty(server + ".address", "0.0.0.0");
    if (!hasTls(settings, server) && !isLoopback(server, address)) {
      throw new IllegalStateException(
          server
              + ".address is "
              + address
              + ", beyond this machine, without TLS: name a bundle in "
              + server
              + ".ssl.bundle, or set stillwatch.allow-plaintext=true behind a proxy that has it");
    }
  }

  private static boolean hasTls(Environment settings, String server) {
    return settings.getProperty(server + ".ssl.enabled", Boolean.class, true)
        && !settings.getProperty(server + ".ssl.bundle", "").isEmpty();
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
