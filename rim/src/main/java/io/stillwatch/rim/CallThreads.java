package io.stillwatch.rim;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.NettyServerBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/** Which thread a call runs on. */
final class CallThreads
    implements ServerBuilderCustomizer<NettyServerBuilder>,
        ServerCallExecutorSupplier,
        AutoCloseable {
  private final Set<String> direct = new HashSet<>();
  private final ExecutorService blocking;

  CallThreads(List<DirectMethods> direct, int threads) {
    direct.forEach(methods -> this.direct.addAll(methods.names()));
    AtomicInteger number = new AtomicInteger();
    this.blocking =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread worker = new Thread(task, "call-" + number.incrementAndGet());
              worker.setDaemon(true);
              return worker;
            });
  }

  @Override
  public void customize(NettyServerBuilder builder) {
    builder.directExecutor().callExecutor(this);
  }

  @Override
  public <A, B> @Nullable Executor getExecutor(ServerCall<A, B> call, Metadata headers) {
    return direct.contains(call.getMethodDescriptor().getFullMethodName()) ? null : blocking;
  }

  @Override
  public void close() {
    blocking.shutdown();
  }
}
