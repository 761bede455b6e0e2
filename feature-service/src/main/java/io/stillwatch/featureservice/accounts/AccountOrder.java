package io.stillwatch.featureservice.accounts;

/**
 * The order of account ids by their UTF-8 bytes, which is PostgreSQL's collation "C". Strings
 * themselves compare by UTF-16, which has surrogates before the characters from U+E000 on.
 */
final class AccountOrder {
  private AccountOrder() {}

  static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int at = 0; at < length; at++) {
      char left = one.charAt(at);
      char right = other.charAt(at);
      if (left != right) {
        return Integer.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? Character.MIN_SUPPLEMENTARY_CODE_POINT + unit : unit;
  }
}
