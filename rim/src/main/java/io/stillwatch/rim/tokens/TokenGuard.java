package io.stillwatch.rim.tokens;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call pass whose bearer token has the scope that its method needs, and a stream go on as
 * long as the token has it. Health and reflection need no token. Waits on nothing.
 */
final class TokenGuard implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final BearerTokens tokens;
  private final OpenStreams streams;
  private final Map<String, Scope> scopes = new HashMap<>();

  TokenGuard(BearerTokens tokens, OpenStreams streams, List<MethodScopes> tables) {
    this.tokens = tokens;
    this.streams = streams;
    tables.forEach(table -> scopes.putAll(table.byMethod()));
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    if (isOpen(method)) {
      return next.startCall(call, headers);
    }
    StoredToken token = tokens.find(headers.get(AUTHORIZATION));
    if (token == null) {
      return refuse(call, Status.UNAUTHENTICATED.withDescription("no valid bearer token"));
    }
    Scope needed = scopes.get(method);
    if (needed == null || !token.scopes().contains(needed)) {
      return refuse(call, denied(method, needed));
    }
    Context caller =
        Context.current()
            .withValues(Caller.NAME, token.name(), Caller.SCOPES, Set.copyOf(token.scopes()));
    if (call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY) {
      return Contexts.interceptCall(caller, call, headers, next);
    }
    GuardedStream<A, B> stream = new GuardedStream<>(call, new OpenStreams.Permit(token, needed));
    return streams.watched(stream, Contexts.interceptCall(caller, stream, headers, next));
  }

  private static boolean isOpen(String method) {
    return method.startsWith("grpc.health.") || method.startsWith("grpc.reflection.");
  }

  private static Status denied(String method, @Nullable Scope needed) {
    return Status.PERMISSION_DENIED.withDescription(
        needed == null
            ? method + " is open to nobody"
            : "the token lacks the scope \"" + needed.word() + "\" that " + method + " needs");
  }

  private static <A, B> ServerCall.Listener<A> refuse(ServerCall<A, B> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
