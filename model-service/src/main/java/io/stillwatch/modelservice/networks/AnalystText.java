package io.stillwatch.modelservice.networks;

/** What people write of networks: bounded, on one line. */
final class AnalystText {
  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_OWNER = 100;

  private AnalystText() {}

  static String reason(String text, boolean needed) {
    if (needed && text.isBlank()) {
      throw new IllegalArgumentException("reason is empty; 1 to 1000 characters are needed");
    }
    return checked("reason", text, LONGEST_REASON);
  }

  /** May be empty. */
  static String owner(String text) {
    return checked("owner", text, LONGEST_OWNER);
  }

  private static String checked(String what, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      throw new IllegalArgumentException(
          what + " has " + length + " characters; at most " + most + " are taken");
    }
    text.codePoints()
        .filter(Character::isISOControl)
        .findFirst()
        .ifPresent(
            found -> {
              throw new IllegalArgumentException(
                  String.format("%s contains the control character U+%04X", what, found));
            });
    return text.strip();
  }
}
