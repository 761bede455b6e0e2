package io.stillwatch.trainer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ModelServiceGrpc;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceChannelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:",
        "localhost:0",
        "localhost:70000",
        "localhost:-1",
        ":9090",
        "http://localhost:9090",
        "a b:1",
        "user@localhost:9090",
        "localhost:9090/path"
      })
  void open_whatIsNoAddress_isRefusedWithIt(String address) {
    assertThatThrownBy(() -> ServiceChannel.open(address, "", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + address + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9090", "127.0.0.1:1", "[::1]:9090", "models.example:443"})
  void open_anAddress_isTaken(String address) {
    assertThatCode(() -> ServiceChannel.open(address, "sw_x", null).shutdownNow())
        .doesNotThrowAnyException();
  }

  @Test
  void open_missingAuthority_isRefusedWithItsPath() {
    assertThatThrownBy(() -> ServiceChannel.open("localhost:1", "", Path.of("no-such.pem")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no-such.pem");
  }

  /** By this machine's own name, which where there is a network is no loopback address. */
  @Test
  void openInPlain_beyondLoopback_reachesAServerWithoutTls() throws Exception {
    Server server = NettyServerBuilder.forPort(0).build().start();
    String host = InetAddress.getLocalHost().getHostAddress();
    ManagedChannel channel = ServiceChannel.openInPlain(host + ":" + server.getPort(), "sw_x");
    try {
      assertThatThrownBy(
              () ->
                  ModelServiceGrpc.newBlockingStub(channel)
                      .listModels(ListModelsRequest.getDefaultInstance()))
          .hasMessageContaining("UNIMPLEMENTED");
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }
}
