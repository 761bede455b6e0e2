package io.stillwatch.rim.tokens;

import io.stillwatch.rim.Repetition;
import io.stillwatch.rim.RimSettings;
import io.stillwatch.v1.TokenServiceGrpc;
import java.util.List;
import java.util.Map;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires tokens. */
@Configuration(proxyBeanMethods = false)
public class TokenConfiguration {
  @Bean
  TokenStore tokenStore(
      JdbcClient jdbc, FlywayMigrationInitializer migrated, RimSettings settings) {
    TokenStore store = new TokenStore(jdbc);
    FirstTokens.provide(store, settings.tokens().seeds());
    return store;
  }

  @Bean
  OpenStreams openStreams() {
    return new OpenStreams();
  }

  @Bean
  TokenTable tokenTable(TokenStore store, OpenStreams streams) {
    TokenTable table = new TokenTable(store, streams);
    table.refresh();
    return table;
  }

  @Bean(destroyMethod = "close")
  Repetition tokenRefresh(TokenTable table, RimSettings settings) {
    return Repetition.start("token-refresh", settings.tokens().refresh(), table::refresh);
  }

  @Bean
  @GlobalServerInterceptor
  @Order(0)
  TokenGuard tokenGuard(BearerTokens tokens, OpenStreams streams, List<MethodScopes> scopes) {
    return new TokenGuard(tokens, streams, scopes);
  }

  @Bean
  BearerTokens bearerTokens(TokenTable table) {
    return new BearerTokens(table);
  }

  @Bean
  TokenBook tokenBook(TokenStore store, TokenTable table, TransactionTemplate transaction) {
    return new TokenBook(store, table, transaction);
  }

  @Bean
  TokenDesk tokenDesk(TokenBook book, ApplicationEventPublisher events) {
    return new TokenDesk(book, events);
  }

  @Bean
  MethodScopes tokenDeskScopes() {
    return new MethodScopes(
        Map.ofEntries(
            MethodScopes.row(TokenServiceGrpc.getCreateTokenMethod(), Scope.ADMIN),
            MethodScopes.row(TokenServiceGrpc.getListTokensMethod(), Scope.ADMIN),
            MethodScopes.row(TokenServiceGrpc.getRevokeTokenMethod(), Scope.ADMIN)));
  }
}
