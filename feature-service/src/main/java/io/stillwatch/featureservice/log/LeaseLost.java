package io.stillwatch.featureservice.log;

/** Another feature-service has taken the log over; this one must not write again. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  LeaseLost(long epoch) {
    super("another feature-service took over the event log from epoch " + epoch);
  }
}
