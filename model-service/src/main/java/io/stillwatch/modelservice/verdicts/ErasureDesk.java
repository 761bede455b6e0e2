package io.stillwatch.modelservice.verdicts;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.decisions.DecisionStore;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.EraseVerdictResponse;
import io.stillwatch.v1.ErasedClass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases an account on somebody's order, with a line in the audit log. */
@Component
final class ErasureDesk {
  private static final List<String> REMAINS =
      List.of(
          "lines of the audit log: that somebody explained the account, with its id; this erasure,"
              + " with a digest of it",
          "model files from before, which name members of networks; a new account of that id counts"
              + " as a member until the next model",
          "dead rows until the database's next vacuum, its archived log, and its backups");

  private final Erasures erasures;
  private final VerdictHistory history;
  private final DecisionStore decisions;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final ServiceClock clock;

  ErasureDesk(
      Erasures erasures,
      VerdictHistory history,
      DecisionStore decisions,
      AuditLog audit,
      TransactionTemplate transaction,
      ServiceClock clock) {
    this.erasures = erasures;
    this.history = history;
    this.decisions = decisions;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  EraseVerdictResponse erase(Actor actor, String accountId) {
    Instant now = clock.instant();
    int rows =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  audit.add(actor, AuditAction.ACCOUNT_ERASED, digest(accountId), "");
                  decisions.erase(accountId);
                  return history.erase(accountId, now);
                }));
    boolean wasHeld = erasures.erase(accountId, Long.MAX_VALUE, now);
    return EraseVerdictResponse.newBuilder()
        .addRemoved(ErasedClass.newBuilder().setName("verdicts").setRemoved(wasHeld ? 1 : 0))
        .addRemoved(ErasedClass.newBuilder().setName("points of its history").setRemoved(rows))
        .addAllRemains(REMAINS)
        .build();
  }

  /** Whoever knows the id finds the line; nobody finds the id by the line without trying ids. */
  private static String digest(String accountId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(accountId.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
