package io.stillwatch.rim.tokens;

import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a service that starts has a token to begin with. */
final class FirstTokens {
  private static final Logger LOG = LoggerFactory.getLogger(FirstTokens.class);
  private static final String ADMIN = "admin";

  private FirstTokens() {}

  static void provide(TokenStore store, List<TokenSeed> seeds) {
    seeds.forEach(store::seed);
    if (store.all().isEmpty()) {
      String secret = Secret.random();
      if (store.add(ADMIN, EnumSet.allOf(Scope.class), secret)) {
        LOG.warn("The first token, with every scope; it is shown this once: {}", secret);
      }
    }
  }
}
