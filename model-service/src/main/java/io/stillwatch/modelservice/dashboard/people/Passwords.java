package io.stillwatch.modelservice.dashboard.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes, judges and hashes passwords (bcrypt, the algorithm's name beside the hash). */
@Component
final class Passwords {
  private static final int LEAST_CHARACTERS = 12;

  /** What bcrypt reads of a password. */
  private static final int MOST_BYTES = 72;

  /** Shorter names are within most passwords by chance. */
  private static final int SHORTEST_TELLING_NAME = 4;

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP = 4;

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final SecureRandom random = new SecureRandom();
  private final String nobodys = encoder.encode(generate());

  /** Five groups of four letters that are not mistaken for each other: 100 bits. */
  String generate() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  String hash(String password) {
    return encoder.encode(password);
  }

  boolean matches(String password, String hash) {
    return fits(password) && encoder.matches(password, hash);
  }

  /** Takes as long as a look at somebody's password, so that names cannot be guessed by time. */
  void matchNobody(String password) {
    boolean unused = matches(password, nobodys);
  }

  /** Whether it can be anybody's: what does not fit is told without any work. */
  static boolean fits(String password) {
    return !password.isEmpty() && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  /** Throws IllegalArgumentException, which never names the password. */
  void refuseWeak(String password, String name) {
    if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a password has at least " + LEAST_CHARACTERS + " characters");
    }
    if (!fits(password)) {
      throw new IllegalArgumentException("a password has at most " + MOST_BYTES + " bytes");
    }
    if ((name.length() >= SHORTEST_TELLING_NAME && password.toLowerCase(Locale.ROOT).contains(name))
        || password.chars().distinct().count() < 5) {
      throw new IllegalArgumentException(
          "that password is too easily guessed: it holds the name, or few different characters");
    }
  }
}
