package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.BrokenBlock;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.ErasedRows;
import io.stillwatch.featureservice.accounts.Erasures;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to erase accounts, one after the other. While one is carried out no checkpoint is
 * made, so that none writes a state back that was just removed.
 */
public final class ErasureDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureDesk.class);
  private static final int MAX_ACCOUNT_BYTES = 128;

  private final Erasures erasures;
  private final Checkpoints checkpoints;
  private final AccountStates states;
  private final IntakeQueue queue;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(ErasureDesk::named);

  ErasureDesk(Erasures erasures, Checkpoints checkpoints, AccountStates states, IntakeQueue queue) {
    this.erasures = erasures;
    this.checkpoints = checkpoints;
    this.states = states;
    this.queue = queue;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "erasures");
    thread.setDaemon(true);
    return thread;
  }

  /** Throws IllegalArgumentException, naming no value, for what no account is called. */
  public void order(String accountId, Customer customer) {
    int size = accountId.getBytes(StandardCharsets.UTF_8).length;
    if (size == 0 || size > MAX_ACCOUNT_BYTES) {
      throw new IllegalArgumentException("account_id has " + size + " bytes, not 1 to 128");
    }
    if (accountId.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("account_id contains the character U+0000");
    }
    thread.execute(() -> carryOut(accountId, customer));
  }

  private void carryOut(String accountId, Customer customer) {
    try {
      Work.Erasing order = new Work.Erasing(erasures.of(accountId), new CompletableFuture<>());
      checkpoints.without(() -> hand(order));
      customer.erased(order.erasure().rows(), order.done().getNow(0L));
    } catch (SQLException failed) {
      LOG.warn("An account was not erased: {}", failed.getMessage());
      customer.refused(Refusal.of(Refusal.NO_DATABASE, false));
    } catch (StatusRuntimeException refused) {
      customer.refused(refused);
    } catch (BrokenBlock broken) {
      LOG.warn("An account was not erased: {}", broken.getMessage());
      customer.refused(Status.DATA_LOSS.withDescription(broken.getMessage()).asRuntimeException());
    }
  }

  private void hand(Work.Erasing order) throws SQLException {
    order.erasure().look(states.position());
    if (!queue.databaseAnswers()) {
      throw Refusal.of(Refusal.NO_DATABASE, false);
    }
    if (!queue.offer(order)) {
      throw Refusal.of(Refusal.CLOSING, false);
    }
    try {
      order.done().get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refusal.of(Refusal.CLOSING, false);
    } catch (ExecutionException refused) {
      throw Refusal.of(Refusal.CLOSING, false);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Who gave an order. */
  public interface Customer {
    /** It is done, and took that position of the log. */
    void erased(ErasedRows rows, long position);

    void refused(StatusRuntimeException why);
  }
}
