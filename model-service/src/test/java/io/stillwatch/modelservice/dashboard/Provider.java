package io.stillwatch.modelservice.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** An OpenID Connect provider on a port of its own, where one person is always signed in. */
final class Provider implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;
  private volatile String person = "";
  private volatile List<String> groups = List.of();
  private volatile String nonce = "";

  Provider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("provider-key").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    } catch (JOSEException weak) {
      throw new IllegalStateException(weak);
    }
    server.createContext("/.well-known/openid-configuration", to -> json(to, discovery()));
    server.createContext("/keys", to -> json(to, new JWKSet(key).toJSONObject()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", to -> json(to, tokens()));
    server.createContext("/userinfo", to -> json(to, Map.of("sub", subject())));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who is signed in here from now on. */
  void signIn(String name, List<String> memberOf) {
    person = name;
    groups = memberOf;
  }

  private String subject() {
    return "subject of " + person;
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer(),
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "userinfo_endpoint",
        issuer() + "/userinfo",
        "jwks_uri",
        issuer() + "/keys",
        "response_types_supported",
        List.of("code"),
        "subject_types_supported",
        List.of("public"),
        "id_token_signing_alg_values_supported",
        List.of("RS256"));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    MultiValueMap<String, String> asked =
        UriComponentsBuilder.fromUri(exchange.getRequestURI()).build().getQueryParams();
    nonce = asked.toSingleValueMap().getOrDefault("nonce", "");
    String back = URLDecoder.decode(asked.getFirst("redirect_uri"), StandardCharsets.UTF_8);
    back += "?code=a-code&state=" + asked.getFirst("state");
    exchange.getResponseHeaders().add("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private Map<String, Object> tokens() {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject())
            .audience("stillwatch")
            .claim("iat", Instant.now().getEpochSecond())
            .claim("exp", Instant.now().plusSeconds(300).getEpochSecond())
            .claim("preferred_username", person)
            .claim("groups", groups);
    if (!nonce.isEmpty()) {
      claims.claim("nonce", nonce);
    }
    return Map.of(
        "access_token", "an-access-token",
        "token_type", "Bearer",
        "expires_in", 300,
        "scope", "openid profile",
        "id_token", signed(claims.build()));
  }

  private String signed(JWTClaimsSet claims) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void json(HttpExchange exchange, Map<String, Object> answer) throws IOException {
    byte[] body = JSONObjectUtils.toJSONString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
