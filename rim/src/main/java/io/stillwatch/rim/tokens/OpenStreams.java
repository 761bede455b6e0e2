package io.stillwatch.rim.tokens;

import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Streams that go on, each under the token that opened it. Thread-safe. */
final class OpenStreams {
  private static final Status REVOKED =
      Status.UNAUTHENTICATED.withDescription("the token that opened the stream was revoked");

  private final Set<GuardedStream<?, ?>> open = ConcurrentHashMap.newKeySet();

  /** Keeps a stream in sight until it ends. */
  <A, B> ServerCall.Listener<A> watched(
      GuardedStream<A, B> stream, ServerCall.Listener<A> listener) {
    open.add(stream);
    return stream.listener(listener, () -> open.remove(stream));
  }

  /** Ends every stream whose permit does not hold any more. */
  void endUnless(Predicate<Permit> holds) {
    for (GuardedStream<?, ?> stream : open) {
      if (!holds.test(stream.permit())) {
        stream.cut(REVOKED);
      }
    }
  }

  /** What lets a stream go on: a token, and the scope that it must have. */
  record Permit(StoredToken token, Scope needed) {}
}
