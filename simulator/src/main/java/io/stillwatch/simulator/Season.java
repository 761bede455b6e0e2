package io.stillwatch.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * Who there is, for how long.
 *
 * @param accounts 100 to 5 million
 * @param days 4 to 365
 * @param seed the same seed gives the same bytes
 * @param start the first UTC day
 * @param shares the part of the accounts that each persona has; what is left chats
 */
public record Season(
    int accounts, int days, long seed, LocalDate start, Map<Persona, Double> shares) {
  private static final LocalDate DEFAULT_START = LocalDate.of(2026, 1, 5);

  public Season {
    within("accounts", accounts, 100, 5_000_000);
    within("days", days, 4, 365);
    shares = new EnumMap<>(shares);
    double all = shares.values().stream().mapToDouble(share -> share).sum();
    shares.forEach((persona, share) -> checkShare(persona, share));
    if (all > 1) {
      throw new IllegalArgumentException("shares of a season add up to " + all);
    }
  }

  /** The mix that the demo shows: every honest persona, a pipeline and a scraper. */
  public static Season demo(int accounts, int days, long seed) {
    return new Season(accounts, days, seed, DEFAULT_START, demoShares());
  }

  /** The demo's mix without attackers. */
  public static Season honest(int accounts, int days, long seed) {
    Map<Persona, Double> shares = demoShares();
    shares.keySet().removeIf(Persona::attack);
    return new Season(accounts, days, seed, DEFAULT_START, shares);
  }

  /**
   * A season by its name ("demo" or "honest") or from a file of properties: {@code start} as a date
   * and {@code share.PERSONA} for each persona. Throws IllegalArgumentException, naming the value.
   */
  public static Season named(String nameOrFile, int accounts, int days, long seed) {
    return switch (nameOrFile) {
      case "demo" -> demo(accounts, days, seed);
      case "honest" -> honest(accounts, days, seed);
      default -> read(Path.of(nameOrFile), accounts, days, seed);
    };
  }

  private static Season read(Path file, int accounts, int days, long seed) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "no season is called " + file + ", and there is no such file to read", e);
    }
    LocalDate start = DEFAULT_START;
    Map<Persona, Double> shares = new EnumMap<>(Persona.class);
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name).strip();
      if (name.equals("start")) {
        start = date(value);
      } else {
        shares.put(persona(name), share(name, value));
      }
    }
    return new Season(accounts, days, seed, start, shares);
  }

  private static LocalDate date(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("start is no date: " + value, e);
    }
  }

  private static Persona persona(String name) {
    try {
      return Persona.valueOf(name.replaceFirst("^share\\.", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a season knows no \"" + name + "\"", e);
    }
  }

  private static double share(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number: " + value, e);
    }
  }

  private static Map<Persona, Double> demoShares() {
    Map<Persona, Double> shares = new EnumMap<>(Persona.class);
    shares.put(Persona.API, 0.22);
    shares.put(Persona.RETRIEVAL, 0.08);
    shares.put(Persona.EVALUATION, 0.003);
    shares.put(Persona.SYNTHETIC_DATA, 0.003);
    shares.put(Persona.CODING_AGENT, 0.07);
    shares.put(Persona.SUPPORT_BOT, 0.006);
    shares.put(Persona.CLASSROOM, 0.03);
    shares.put(Persona.JUDGE, 0.003);
    shares.put(Persona.APP, 0.04);
    shares.put(Persona.NEW_APP, 0.025);
    shares.put(Persona.SCRAPER, 0.0004);
    shares.put(Persona.PIPELINE, 0.05);
    return shares;
  }

  /** Accounts of a persona: at least one where it has a share. */
  int count(Persona persona) {
    double share = shares.getOrDefault(persona, 0.0);
    return share == 0 ? 0 : (int) Math.max(1, Math.round(share * accounts));
  }

  private static void checkShare(Persona persona, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of " + persona + " is not within 0 to 1: " + share);
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is not within " + least + " to " + most + ": " + value);
    }
  }
}
