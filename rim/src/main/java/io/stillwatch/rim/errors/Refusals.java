package io.stillwatch.rim.errors;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * What a failure is to a caller. A bad argument is told with its message, a database that is away
 * as UNAVAILABLE; of everything else the caller learns only a number to ask for.
 */
public final class Refusals implements GrpcExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  @Override
  public StatusException handleException(Throwable failure) {
    Metadata trailers =
        failure instanceof StatusRuntimeException refused ? refused.getTrailers() : null;
    Status status = status(failure);
    return trailers == null ? status.asException() : status.asException(trailers);
  }

  /** The status of a failure; logs what is not told. */
  public static Status status(Throwable failure) {
    if (failure instanceof StatusRuntimeException refused) {
      return refused.getStatus();
    }
    if (failure instanceof StatusException refused) {
      return refused.getStatus();
    }
    if (failure instanceof IllegalArgumentException) {
      return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
    }
    if (isAway(failure)) {
      LOG.warn("The database does not answer: {}", failure.getMessage());
      return Status.UNAVAILABLE.withDescription("the database does not answer; try again");
    }
    String number = UUID.randomUUID().toString();
    LOG.error("Internal error {}", number, failure);
    return Status.INTERNAL.withDescription("internal error " + number);
  }

  /** Whether a failure means that the database is away for now. */
  public static boolean isAway(Throwable failure) {
    return failure instanceof TransientDataAccessException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof NonTransientDataAccessResourceException
        || failure instanceof CannotCreateTransactionException;
  }
}
