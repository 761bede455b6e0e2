package io.stillwatch.rim.tokens;

import com.google.protobuf.Timestamp;
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
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/** The token book, to callers. */
final class TokenDesk extends TokenServiceGrpc.TokenServiceImplBase {
  private final TokenBook book;
  private final ApplicationEventPublisher events;

  TokenDesk(TokenBook book, ApplicationEventPublisher events) {
    this.book = book;
    this.events = events;
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<CreateTokenResponse> answer) {
    Set<Scope> scopes = request.getScopesList().stream().map(Scope::of).collect(Collectors.toSet());
    TokenChanged change = new TokenChanged(Caller.name(), request.getName(), scopes);
    String secret = book.create(request.getName(), scopes, () -> events.publishEvent(change));
    Token token = book.find(request.getName()).map(TokenDesk::wire).orElseThrow();
    answer.onNext(CreateTokenResponse.newBuilder().setToken(token).setSecret(secret).build());
    answer.onCompleted();
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> answer) {
    ListTokensResponse.Builder all = ListTokensResponse.newBuilder();
    book.all().forEach(token -> all.addTokens(wire(token)));
    answer.onNext(all.build());
    answer.onCompleted();
  }

  @Override
  public void revokeToken(RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> answer) {
    TokenChanged change = new TokenChanged(Caller.name(), request.getName(), Set.of());
    book.revoke(request.getName(), () -> events.publishEvent(change));
    answer.onNext(RevokeTokenResponse.getDefaultInstance());
    answer.onCompleted();
  }

  private static Token wire(TokenBook.Entry token) {
    Token.Builder wire =
        Token.newBuilder()
            .setName(token.name())
            .addAllScopes(token.scopes().stream().map(Scope::word).sorted().toList())
            .setCreatedAt(timestamp(token.createdAt()));
    Instant lastUsed = token.lastUsedAt();
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
