package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stillwatch.standalone.commands.Table;
import java.util.Locale;

/** The figures of a panel for people. */
final class PanelTable {
  private PanelTable() {}

  static String of(JsonObject json) {
    return header(json) + "\n" + scenarios(json) + "\n" + units(json) + "\n" + figures(json);
  }

  private static String header(JsonObject json) {
    JsonObject population = json.getAsJsonObject("population");
    return String.format(
        Locale.ROOT,
        "%s, seeds %s: %,d accounts, %,d attackers, %d nights%n",
        json.get("season").getAsString(),
        json.get("seeds"),
        population.get("accounts").getAsLong(),
        population.get("attack").getAsLong(),
        json.get("nights").getAsInt());
  }

  private static Table scenarios(JsonObject json) {
    Table table =
        new Table(
            "scenario", "size", "campaigns", "recall", "detected", "days", "exchanges", "lost");
    for (JsonElement row : json.getAsJsonArray("scenarios")) {
      JsonObject of = row.getAsJsonObject();
      String name = of.get("scenario").getAsString();
      int size = of.get("size").getAsInt();
      row(
          table,
          of.get("control").getAsBoolean() ? name + " (control)" : name,
          size == 0 ? "all" : "" + size,
          of);
    }
    JsonObject headline = json.getAsJsonObject("headline");
    if (headline.has("campaigns")) {
      row(table, "without controls", "all", headline);
    }
    return table;
  }

  private static void row(Table table, String name, String size, JsonObject of) {
    table.row(
        name,
        size,
        of.get("campaigns").getAsString(),
        interval(of, "recall", 2),
        interval(of, "detected", 2),
        number(of.get("median_days_to_detection"), 1),
        number(of.get("median_exchanges_to_detection"), 0),
        interval(of, "harvest_lost_share", 2));
  }

  private static Table units(JsonObject json) {
    Table table = new Table("persona", "accounts", "units", "queued", "soft", "hard");
    for (JsonElement row : json.getAsJsonArray("units")) {
      JsonObject of = row.getAsJsonObject();
      table.row(
          of.get("persona").getAsString(),
          of.get("accounts").getAsString(),
          of.get("units").getAsString(),
          touched(of, "queued"),
          touched(of, "soft"),
          touched(of, "hard"));
    }
    return table;
  }

  private static String touched(JsonObject of, String name) {
    return of.get(name + "_units").getAsLong()
        + " (at most "
        + number(of.get(name + "_high"), 4)
        + ")";
  }

  private static Table figures(JsonObject json) {
    Table table = new Table("figure", "value");
    JsonObject networks = json.getAsJsonObject("networks");
    for (String name : networks.keySet()) {
      if (networks.has(name + "_low")) {
        table.row(name, interval(networks, name, 3));
      }
    }
    table.row("networks_per_campaign", number(networks.get("networks_per_campaign"), 2));
    table.row("campaigns_per_network", number(networks.get("campaigns_per_network"), 2));
    table.row("queue_per_night_by_kind", kinds(networks));
    JsonObject account = json.getAsJsonObject("account");
    table.row("recall at 0.05 % of false positives", interval(account, "recall_at_fpr_0_0005", 3));
    for (JsonElement band : json.getAsJsonArray("bands")) {
      JsonObject of = band.getAsJsonObject();
      String name = of.get("band").getAsString();
      table.row(name + ": honest accounts, weighted", interval(of, "fpr", 5));
      table.row(name + ": attackers", interval(of, "recall", 3));
    }
    for (JsonElement prevalence : json.getAsJsonArray("weighted")) {
      precision(table, prevalence.getAsJsonObject());
    }
    return table;
  }

  private static void precision(Table table, JsonObject at) {
    for (JsonElement band : at.getAsJsonArray("bands")) {
      JsonObject of = band.getAsJsonObject();
      table.row(
          of.get("band").getAsString() + ": precision at " + at.get("prevalence").getAsString(),
          interval(of, "precision", 3));
    }
  }

  private static String kinds(JsonObject networks) {
    StringBuilder text = new StringBuilder();
    networks
        .getAsJsonObject("queue_per_night_by_kind")
        .entrySet()
        .forEach(
            kind ->
                text.append(kind.getKey())
                    .append(' ')
                    .append(number(kind.getValue(), 2))
                    .append("  "));
    return text.toString();
  }

  static String interval(JsonObject of, String name, int digits) {
    return of.get(name).isJsonNull()
        ? "-"
        : number(of.get(name), digits)
            + " ("
            + number(of.get(name + "_low"), digits)
            + " to "
            + number(of.get(name + "_high"), digits)
            + ")";
  }

  /** What is undefined or has no end is a dash. */
  static String number(JsonElement number, int digits) {
    return number.isJsonNull()
        ? "-"
        : String.format(Locale.ROOT, "%." + digits + "f", number.getAsDouble());
  }
}
