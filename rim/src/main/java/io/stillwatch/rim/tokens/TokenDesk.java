package io.stillwatch.rim.tokens;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.CreateTokenResponse;
import io.stillwatch.v1.ListTokensRequest;
import io.stillwatch.v1.ListTokensResponse;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.RevokeTokenResponse;
import io.stillwatch.v1.Token;
import io.stillwatch.v1.TokenServiceGrpc;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes, lists and revokes tokens. */
final class TokenDesk extends TokenServiceGrpc.TokenServiceImplBase {
  private static final int MAX_NAME = 64;

  private final TokenStore store;
  private final TokenTable table;

  TokenDesk(TokenStore store, TokenTable table) {
    this.store = store;
    this.table = table;
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<CreateTokenResponse> answer) {
    String name = name(request.getName());
    Set<Scope> scopes = request.getScopesList().stream().map(Scope::of).collect(Collectors.toSet());
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("token " + name + " without scopes");
    }
    String secret = Secret.random();
    if (!store.add(name, scopes, secret)) {
      throw Status.ALREADY_EXISTS
          .withDescription("a token is called \"" + name + "\" already")
          .asRuntimeException();
    }
    table.refresh();
    Token token =
        table.byName().stream().filter(named(name)).map(this::wire).findFirst().orElseThrow();
    answer.onNext(CreateTokenResponse.newBuilder().setToken(token).setSecret(secret).build());
    answer.onCompleted();
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> answer) {
    table.refresh();
    ListTokensResponse.Builder all = ListTokensResponse.newBuilder();
    table.byName().forEach(token -> all.addTokens(wire(token)));
    answer.onNext(all.build());
    answer.onCompleted();
  }

  @Override
  public void revokeToken(RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> answer) {
    String name = request.getName();
    table.refresh();
    if (table.byName().stream().noneMatch(named(name))) {
      throw Status.NOT_FOUND
          .withDescription("no token is called \"" + name + "\"")
          .asRuntimeException();
    }
    if (!store.remove(name)) {
      throw Status.FAILED_PRECONDITION
          .withDescription("\"" + name + "\" is the last token with the scope \"admin\"")
          .asRuntimeException();
    }
    table.refresh();
    answer.onNext(RevokeTokenResponse.getDefaultInstance());
    answer.onCompleted();
  }

  private static Predicate<StoredToken> named(String name) {
    return token -> token.name().equals(name);
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a token's name has 1 to " + MAX_NAME + " characters, not " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a token's name has a control character");
    }
    return name;
  }

  private Token wire(StoredToken token) {
    Token.Builder wire =
        Token.newBuilder()
            .setName(token.name())
            .addAllScopes(token.scopes().stream().map(Scope::word).sorted().toList())
            .setCreatedAt(timestamp(token.createdAt()));
    Instant lastUsed = table.lastUsed(token.name());
    if (lastUsed != null) {
      wire.setLastUsedAt(timestamp(lastUsed));
    }
    return wire.build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
