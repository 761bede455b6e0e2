package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.judgement.Activity;
import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.evaluation.report.ReportPage;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-10");
  private static final int NIGHTS = 6;
  private static final long SEED = 3;
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final Pattern ROW = Pattern.compile("<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("data-value=\"(.*?)\"");

  @TempDir Path folder;

  @Test
  void page_hasEveryFigureAsTheJsonHasIt() throws Exception {
    JsonObject result = town("classroom", "S05");
    String page = page(result);
    for (JsonObject of : objects(result, "scenarios")) {
      String name = of.get("scenario").getAsString() + ", " + of.get("size").getAsString();
      assertThat(cells(page, "scenarios", name))
          .containsExactly(text(of, "recall"), text(of, "detected"));
      assertThat(cells(page, "harvest", name)).containsExactly(text(of, "harvest_lost_share"));
    }
    for (JsonObject of : objects(result, "personas")) {
      assertThat(cells(page, "personas", of.get("persona").getAsString()))
          .containsExactly(text(of, "fpr_watch"), text(of, "fpr_soft"), text(of, "fpr_hard"));
    }
    for (JsonObject of : objects(result, "bands")) {
      assertThat(cells(page, "bands", of.get("band").getAsString()))
          .containsExactly(text(of, "recall"), text(of, "precision"));
    }
    for (JsonObject of : objects(result, "baselines")) {
      assertThat(cells(page, "rankings", of.get("name").getAsString()))
          .containsExactly(text(of, "pr_auc"), text(of, "recall_at_fpr_0_001"));
    }
    JsonObject onePercent = objects(result, "weighted").get(0);
    assertThat(cells(page, "prevalences", "1 %"))
        .startsWith(text(onePercent, "pr_auc"))
        .endsWith(text(objects(onePercent, "bands").get(2), "precision"))
        .hasSize(4);
    JsonObject networks = result.getAsJsonObject("networks");
    assertThat(section(page, "networks"))
        .contains("data-value=\"" + text(networks, "purity"))
        .contains("data-value=\"" + text(networks, "queue_per_night"));
  }

  @Test
  void page_opensOffline_andIsReadAloud() throws Exception {
    String page = page(town("classroom", "S05"));
    assertThat(page)
        .doesNotContain("<script", "http:", "https:", "url(", "@import", "<link", " src=", " th:");
    assertThat(count(page, "role=\"img\"")).isEqualTo(9);
    assertThat(count(page, "viewBox=\"0 0 940")).isEqualTo(9);
    assertThat(count(page, "aria-label=\"")).isEqualTo(9);
    assertThat(page).contains("aria-label=\"Recall and detection by scenario: ").contains("lang=");
    assertThat(page).doesNotContain("x=\"NaN", "x1=\"NaN", ">-0<", "Infinity");
  }

  @Test
  void page_ofHostileNames_showsThemAsText() throws Exception {
    String page = page(town(HOSTILE, HOSTILE));
    assertThat(page)
        .doesNotContain("<script", "<img", "onerror=alert(2)>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void page_withoutTruth_saysThatNothingWasJudged() throws Exception {
    JsonObject result = new JsonObject();
    result.addProperty("events", 5);
    result.addProperty("broken_lines", 2);
    JsonArray first = new JsonArray();
    first.add(3);
    first.add(17);
    result.add("first_broken_lines", first);
    assertThat(page(result)).contains("first broken lines", "3, 17");
    assertThat(page(result)).contains("Nothing was judged").contains("<dd data-value=\"5\">5</dd>");
  }

  @Test
  void page_ofASeasonWithoutCampaigns_saysWhatIsUndefined() throws Exception {
    JsonObject result = town("classroom", "");
    String page = page(result);
    assertThat(section(page, "scenarios")).contains("Nothing to show");
    assertThat(section(page, "detection")).contains("Nothing to show");
    assertThat(section(page, "campaigns")).contains("No campaign was active");
    assertThat(section(page, "rankings")).contains("undefined");
  }

  private String page(JsonObject result) throws Exception {
    Path file = folder.resolve("report.html");
    ReportPage.of(result).write(file);
    return Files.readString(file);
  }

  /** Three nights-known campaigns against two personas. */
  private static JsonObject town(String persona, String scenario) {
    Map<String, Truth> truth = new LinkedHashMap<>();
    for (int i = 0; i < 120; i++) {
      add(truth, new Truth("h" + i, false, "L0", "", i % 3 == 0 ? persona : "chat", ""));
    }
    for (int i = 0; i < 30 && !scenario.isEmpty(); i++) {
      String campaign = scenario + "-" + i % 3;
      add(truth, new Truth("a" + i, true, scenario, campaign, "pipeline", ""));
    }
    Activity calls = new Activity();
    SplittableRandom random = new SplittableRandom(SEED);
    List<JudgedNight> nights = new ArrayList<>();
    for (int night = 0; night < NIGHTS; night++) {
      LocalDate day = FIRST.plusDays(night);
      Map<String, JudgedAccount> accounts = new HashMap<>();
      Map<String, Double> members = new HashMap<>();
      for (Truth row : truth.values()) {
        calls.add(row.accountId(), day, 3);
        boolean caught = row.attack() && night > 2 && !row.campaignId().endsWith("-2");
        double risk = (caught ? 0.6 : 0.1) + 0.3 * random.nextDouble();
        Band band = caught || risk > 0.396 ? Band.BAND_SOFT : Band.BAND_NONE;
        accounts.put(row.accountId(), new JudgedAccount(risk, band, ""));
        if (caught) {
          members.put(row.accountId(), 1.0);
        }
      }
      List<SeenNetwork> networks =
          members.isEmpty() ? List.of() : List.of(new SeenNetwork("net-1", "new", members, false));
      nights.add(new JudgedNight(day, accounts, networks));
    }
    Map<String, Double> other = new HashMap<>();
    truth.keySet().forEach(id -> other.put(id, random.nextDouble()));
    JsonObject result = new JsonObject();
    result.addProperty("events", 450);
    result.addProperty("command", "stillwatch evaluate");
    new JudgementReport(
            new Judgement(nights, truth, List.of(), calls, SEED),
            Map.of("chat", 9.0, persona, 1.0),
            List.of(0.01),
            Map.of("requests_per_day", other))
        .addTo(result);
    return result;
  }

  private static void add(Map<String, Truth> truth, Truth row) {
    truth.put(row.accountId(), row);
  }

  private static List<JsonObject> objects(JsonObject result, String name) {
    JsonArray array = result.getAsJsonArray(name);
    assertThat(array).as(name).isNotEmpty();
    return array.asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == JsonNull.INSTANCE ? "NaN" : String.valueOf(value.getAsDouble());
  }

  /** The values of the row that begins with this name. */
  private static List<String> cells(String page, String id, String name) {
    Matcher rows = ROW.matcher(section(page, id));
    while (rows.find()) {
      if (rows.group(1).startsWith(name)) {
        return CELL.matcher(rows.group(2)).results().map(cell -> cell.group(1)).toList();
      }
    }
    throw new AssertionError("no row of " + id + " begins with " + name);
  }

  private static String section(String page, String id) {
    int from = page.indexOf("id=\"" + id + "\"");
    assertThat(from).as(id).isPositive();
    int figure = page.indexOf("</figure>", from);
    int section = page.indexOf("</section>", from);
    return page.substring(from, figure < 0 || section < figure ? section : figure);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
