package io.stillwatch.modelservice.dashboard.pages;

/** A page was asked for something that is not held here. */
final class NotThere extends RuntimeException {
  NotThere(String what, String id) {
    super("there is no " + what + " \"" + shown(id) + "\" here (any more)");
  }

  /** What somebody typed, in a message. */
  static String shown(String id) {
    return id.length() > 80 ? id.substring(0, 80) + "…" : id;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
