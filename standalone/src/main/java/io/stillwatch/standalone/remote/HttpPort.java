package io.stillwatch.standalone.remote;

import io.stillwatch.trainer.ServiceChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service's HTTP port, read with a token. */
final class HttpPort {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI base;
  private final String token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** Throws IllegalArgumentException rather than send a token over the network in plain. */
  HttpPort(String base, String token) {
    this.base = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    this.token = token;
    if (this.base.getHost() == null) {
      throw new IllegalArgumentException("not a URL such as http://127.0.0.1:8080: " + base);
    }
    if (!"https".equals(this.base.getScheme()) && !ServiceChannel.isLoopback(this.base.getHost())) {
      throw new IllegalArgumentException(
          base + " is beyond this machine: a token is sent there over https only");
    }
  }

  /** What stands at the path. Throws IOException for any status but 200 and 503, a sick health. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 503) {
      throw new IOException("HTTP status " + answer.statusCode());
    }
    return answer.body();
  }
}
