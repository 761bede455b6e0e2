package io.stillwatch.standalone.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.stillwatch.trainer.ServiceChannel;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which service a command speaks to, and as whom. */
final class Remote {
  /** Where the model service listens unless told otherwise. */
  static final String MODEL_SERVICE = "127.0.0.1:9090";

  /** Where the feature service listens unless told otherwise. */
  static final String FEATURE_SERVICE = "127.0.0.1:9091";

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      description =
          "the service (default: "
              + MODEL_SERVICE
              + ", for replay and reprocess "
              + FEATURE_SERVICE
              + ")")
  @Nullable String address;

  @Option(
      names = "--token",
      paramLabel = "SECRET",
      defaultValue = "${env:STILLWATCH_TOKEN:-}",
      showDefaultValue = Visibility.NEVER,
      description = "bearer token (default: $STILLWATCH_TOKEN; @FILE reads it from a file)")
  String token = "";

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description =
          "certificates to trust; without it loopback is spoken to in plain, anything else over"
              + " TLS with the authorities that Java trusts")
  @Nullable Path authority;

  @Option(
      names = "--allow-plaintext",
      description =
          "without --ca, speak in plain to other machines too, because a proxy on the way has TLS")
  boolean allowPlaintext;

  /** Asks the service; every call of it has a minute. */
  <T> T call(String usualAddress, Function<Channel, T> questions) {
    return stream(
        usualAddress,
        channel -> questions.apply(ClientInterceptors.intercept(channel, new AMinute())));
  }

  /** Speaks to the service for as long as it takes; the channel is closed afterwards. */
  <T> T stream(String usualAddress, Function<Channel, T> conversation) {
    ManagedChannel channel = open(address == null ? usualAddress : address);
    try {
      return conversation.apply(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel open(String where) {
    if (token.startsWith("@")) {
      throw new IllegalArgumentException(
          "there is no file " + token.substring(1) + ", which --token names");
    }
    try {
      return allowPlaintext && authority == null
          ? ServiceChannel.openInPlain(where, token.strip())
          : ServiceChannel.open(where, token.strip(), authority);
    } catch (UncheckedIOException unreadable) {
      throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
    }
  }

  private static final class AMinute implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      return next.newCall(method, options.withDeadlineAfter(1, TimeUnit.MINUTES));
    }
  }
}
