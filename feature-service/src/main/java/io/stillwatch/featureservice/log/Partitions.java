package io.stillwatch.featureservice.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Day partitions of a table, named {@code table_yyyymmdd}. */
public final class Partitions {
  private Partitions() {}

  /** Makes the partition of a day if need be. */
  public static void ensure(Connection connection, String table, LocalDate day)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists %s_%s partition of %s for values from ('%s') to ('%s')"
              .formatted(table, suffix(day), table, day, day.plusDays(1)));
    }
  }

  public static void drop(Connection connection, String table, LocalDate day) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists %s_%s".formatted(table, suffix(day)));
    }
  }

  /** The day of a partition, by its name. */
  static LocalDate day(String partition) {
    String day = partition.substring(partition.lastIndexOf('_') + 1);
    return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
  }

  static String suffix(LocalDate day) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }
}
