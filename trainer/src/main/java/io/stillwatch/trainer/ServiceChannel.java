package io.stillwatch.trainer;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A channel to a service, as a person names it on a command line. A token leaves this machine only
 * over TLS: without an authority of its own a loopback address is spoken to in plain, any other
 * over TLS with the authorities that Java trusts. Whoever has a proxy for that says so.
 */
public final class ServiceChannel {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private ServiceChannel() {}

  /**
   * Opens a channel; does not connect yet. Throws IllegalArgumentException for an address that is
   * not HOST:PORT, or an unreadable authority.
   *
   * @param token empty: calls carry none
   * @param authority a PEM file of certificates to trust; null: see above
   */
  public static ManagedChannel open(String address, String token, @Nullable Path authority) {
    URI uri = uri(address);
    return channel(uri, credentials(uri.getHost(), authority), token);
  }

  /**
   * Opens a channel in plain to any address, because something on the way, such as the proxy of a
   * service mesh, has TLS. Otherwise like {@link #open}.
   */
  public static ManagedChannel openInPlain(String address, String token) {
    return channel(uri(address), InsecureChannelCredentials.create(), token);
  }

  private static ManagedChannel channel(URI uri, ChannelCredentials credentials, String token) {
    var builder =
        Grpc.newChannelBuilderForAddress(uri.getHost(), uri.getPort(), credentials)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES);
    if (!token.isEmpty()) {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + token);
      builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
    return builder.build();
  }

  private static URI uri(String address) {
    try {
      URI uri = URI.create("grpc://" + address);
      if (uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() <= 0xffff
          && uri.getAuthority().equals(address)
          && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("not HOST:PORT: \"" + address + "\"", malformed);
    }
    throw new IllegalArgumentException("not HOST:PORT: \"" + address + "\"");
  }

  private static ChannelCredentials credentials(String host, @Nullable Path authority) {
    if (authority == null) {
      return isLoopback(host)
          ? InsecureChannelCredentials.create()
          : TlsChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder().trustManager(authority.toFile()).build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the authority " + authority, unreadable);
    }
  }

  /** Whether a host is this machine; one that cannot be resolved is not. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
