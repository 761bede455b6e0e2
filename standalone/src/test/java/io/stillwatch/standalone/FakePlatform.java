package io.stillwatch.standalone;

import com.google.protobuf.Timestamp;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine;

/** Services on a loopback port that know one token. */
final class FakePlatform implements AutoCloseable {
  static final String TOKEN = "sw_a-token-for-tests-0123456789";
  static final Timestamp NOON = Timestamp.newBuilder().setSeconds(1_767_614_400).build();

  private final Server server;

  FakePlatform(BindableService... services) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InsecureServerCredentials.create());
    List.of(services).forEach(builder::addService);
    server = builder.intercept(new Guard()).build().start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** How a command ended, and all that it said. */
  record Outcome(int exit, String out, String err) {}

  static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Stillwatch.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Outcome(command.execute(arguments), out.toString(), err.toString());
  }

  private static final class Guard implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      if (("Bearer " + TOKEN).equals(headers.get(AUTHORIZATION))) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED.withDescription("no valid bearer token"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
