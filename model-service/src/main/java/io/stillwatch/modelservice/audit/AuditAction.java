package io.stillwatch.modelservice.audit;

/** What can be done that is worth remembering. */
public enum AuditAction {
  SIGNED_IN,
  SIGN_IN_REFUSED,
  LOCKED_OUT,
  SIGNED_OUT,
  PASSWORD_CHANGED,
  PERSON_ADDED,
  PERSON_CHANGED,
  PASSWORD_RESET,
  MODEL_PUBLISHED,
  MODEL_PROMOTED,
  MODEL_ROLLED_BACK,
  TOKEN_CREATED,
  TOKEN_REVOKED,
  ACCOUNT_EXPLAINED,
  /** The line names the account by a digest of its id. */
  ACCOUNT_ERASED,
  NETWORK_LABELLED,
  NETWORK_CASE_UPDATED,
  NETWORK_SPLIT,
  NETWORK_MERGED,
  NETWORK_EXPORTED
}
