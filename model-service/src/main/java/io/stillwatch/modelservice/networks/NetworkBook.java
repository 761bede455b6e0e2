package io.stillwatch.modelservice.networks;

import io.grpc.Status;
import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.verdicts.ErasedAccounts;
import io.stillwatch.v1.ModelBundle;
import org.springframework.stereotype.Component;

/** The champion's networks, as people corrected them; while there is no champion there are none. */
@Component
public final class NetworkBook {
  private static final int LONGEST_SHOWN = 64;

  private final Champion champion;
  private final ErasedAccounts erased;

  NetworkBook(Champion champion, ErasedAccounts erased) {
    this.champion = champion;
    this.erased = erased;
  }

  /** Those of the present champion; for all of an answer take them once. */
  public KnownNetworks now() {
    Judge judge = champion.judge();
    return new KnownNetworks(
        judge == null ? ModelBundle.getDefaultInstance() : judge.bundle(), erased);
  }

  /** For a question about a network that is not there. */
  static RuntimeException unknown(String id) {
    return Status.NOT_FOUND
        .withDescription("the active model knows no network \"" + shown(id) + '"')
        .asRuntimeException();
  }

  /** An id of a caller's, in a message. */
  static String shown(String id) {
    String cut = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "..." : id;
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
