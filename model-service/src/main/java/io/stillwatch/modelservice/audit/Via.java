package io.stillwatch.modelservice.audit;

/** The door that somebody came through. */
public enum Via {
  DASHBOARD,
  GRPC,
  /** The service itself, such as at its first start. */
  SERVICE
}
