package io.stillwatch.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.season.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dregenerate=true} to write docs/season.md anew. */
class SeasonPageTest {
  private static final Path PAGE = Path.of("..", "docs", "season.md");
  private static final String INTRODUCTION =
      """
      # Seasons

      A season is who there is, for how long: honest customers by kind, and campaigns by scenario. `./stillwatch simulate --season quick --out DIR` writes `events.jsonl.gz`, `truth.csv`, `harvest.csv` and `population.csv`
      ([their columns](evaluation.md#how-it-is-judged)); `--format pb` writes `events.pb.gz` instead. `--season FILE.yaml` plays a file of one's own; `--accounts`, `--days` (2 to 545; baseline and release in proportion) and `--seed` change any,
      `--honest` leaves the campaigns out, and `--persona KIND` leaves one kind of honest customers alone (the command says how many groups that are; `--season quick --persona classroom` has more than 300). The same file and
      seed give the same bytes, on any number of threads. The simulator knows nothing of detection.

      How it works: each group (a person, a class, a vendor's customers, a campaign) plans its day. The platform answers each call by the account's limit and standing, clients do about a refusal what they do (give up, try at once, back off, wait as
      told; relays cool accounts down and take another), and only then are the texts written, by a grammar in nine languages, and sketched as in production. So tells emerge from mechanisms, and are not drawn as features.

      ## A season's file
      YAML; what it does not know it refuses by its place.

      | key | what |
      |---|---|
      | `version` | names the season; figures are compared within one |
      | `start` | the first UTC day |
      | `baseline_days`, `season_days` | days before campaigns begin, and after |
      | `accounts` | honest ones |
      | `most_calls` | of an account on a day |
      | `release_day` | when the successor of the large model comes out, in days from the start (6.3 is possible) |
      | `mix` | parts of the honest accounts, by kind |
      | `population` | how common each kind is on a platform, for figures of a whole population |
      | `campaigns` | a list of `role`, `accounts`, `count` (1), `through_baseline` (0: how many of them run from the first day), `parameters` |
      | `roles` | parameters by kind or scenario, where they differ from the defaults below |

      Needed are `version`, `start`, `baseline_days` (1 to 180), `season_days` (1 to 365), `accounts` (0 to 5,000,000), `most_calls` (1 to 1,000,000) and `release_day`. Parts are on any scale; without `population` the mix stands for it. A range is drawn evenly,
      where the tables say "by its logarithm" evenly in that. A campaign's own `parameters` go before `roles`, those before the defaults. One honest account in a hundred is closed by its owner or banned.

      A parameter is `[low, high]`, from which each group draws, or one number. `demo` (the default), `quick`, `standard` and `composite` come along: [demo.yaml](../simulator/src/main/resources/io/stillwatch/simulator/seasons/demo.yaml), [quick.yaml](../simulator/src/main/resources/io/stillwatch/simulator/seasons/quick.yaml),
      [standard.yaml](../simulator/src/main/resources/io/stillwatch/simulator/seasons/standard.yaml), [composite.yaml](../simulator/src/main/resources/io/stillwatch/simulator/seasons/composite.yaml): half a year in which campaigns, bans,
      a new model and an attempt to drift into the baseline meet. The quick season has 2.8 million events, the standard one 52 million
      (`./stillwatch bench volume --season quick --part 1`, `--season standard`), the demo about half a million. Real customers and reported campaigns make more: the files of quick and standard
      say under `roles` what is lowered; rates keep their shape.

      What is simplified: texts are short, documents and histories show in the counted tokens alone; prices, quotas a day and support are not played; campaigns that leave nothing on the platform (answers bought from others, other clouds) are not played. How ordinary programs and conversations are spread over rates, days, gaps and token counts is fitted
      to public traces ([calibration.md](calibration.md)); the other ranges are those of public reports, or our own guess where the table names none. [`bench leaks`](../benchmarks/README.md#bench-leaks-what-gives-a-simulated-campaign-away-without-detection) looks for raw fields that give a campaign
      away, and lists those that still do: figures on these seasons are upper bounds.
      """;

  @Test
  void page_isThatOfTheRoles() throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, page());
    }
    assertThat(page())
        .as("docs/season.md; write it anew with -Dregenerate=true")
        .isEqualTo(Files.readString(PAGE));
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    list(page, "Honest customers", Roles.honest());
    list(page, "Campaigns", Roles.attacks());
    return page.toString();
  }

  private static void list(StringBuilder page, String title, List<Role> roles) {
    page.append("\n## ").append(title).append('\n');
    page.append("| role | code | what | parameters |\n|---|---|---|---|\n");
    for (Role role : roles) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  role.name(),
                  role.code(),
                  role.description(),
                  String.join(
                      "<br>", role.parameters().stream().map(SeasonPageTest::line).toList())));
    }
  }

  private static String line(Parameter parameter) {
    return "`%s` %s %s%s: %s"
        .formatted(
            parameter.name(),
            range(parameter.range()),
            parameter.unit(),
            parameter.scale() == Parameter.Scale.LOG ? " (by its logarithm)" : "",
            parameter.meaning());
  }

  private static String range(Range range) {
    return range.low() == range.high()
        ? number(range.low())
        : number(range.low()) + " to " + number(range.high());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.valueOf(value);
  }
}
