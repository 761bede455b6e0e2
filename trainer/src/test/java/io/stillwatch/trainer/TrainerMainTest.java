package io.stillwatch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainerMainTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

  @TempDir Path folder;

  @Test
  void main_enoughDays_exitsWith0AndSaysWhatItLearned() throws Exception {
    try (FakeServices services = new FakeServices()) {
      for (int i = 0; i < 6; i++) {
        services.days.put(FIRST.plusDays(i), Villages.strangers(300, FIRST.plusDays(i)));
      }
      Outcome outcome = train(services, FakeServices.TOKEN);
      assertThat(outcome.exit()).as(outcome.said()).isZero();
      assertThat(outcome.said()).contains("judges now").contains("2026-01-10");
      assertThat(folder.resolve("key.pem.pub")).exists();
      assertThat(services.activated).hasSize(1);
    }
  }

  @Test
  void main_tooFewDays_exitsWith1AndSaysWhy() throws Exception {
    try (FakeServices services = new FakeServices()) {
      Outcome outcome = train(services, FakeServices.TOKEN);
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.said()).contains("too little to learn from");
    }
  }

  @Test
  void main_wrongToken_exitsWith1AndHidesTheSecret() throws Exception {
    try (FakeServices services = new FakeServices()) {
      Outcome outcome = train(services, "sw_wrong");
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.said()).contains("UNAUTHENTICATED").doesNotContain("sw_wrong");
    }
  }

  @Test
  void main_withoutAKey_isBadUsage() {
    Outcome outcome = run("--features", "localhost:1");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("--signing-key");
  }

  @Test
  void main_addressWithoutAPort_isBadUsage() {
    Outcome outcome = run("--features", "localhost", "--signing-key", key());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("not HOST:PORT: \"localhost\"");
  }

  @Test
  void main_baselineUntilThatIsNoTime_isBadUsage() {
    Outcome outcome = run("--baseline-until", "yesterday", "--signing-key", key());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("yesterday");
  }

  @Test
  void main_keyThatIsNone_isBadUsage() throws Exception {
    Files.writeString(folder.resolve("key.pem"), "no key");
    Outcome outcome = run("--signing-key", key());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("key.pem");
  }

  @Test
  void main_hourlyWithoutAChampion_exitsWith0AndSaysSo() throws Exception {
    try (FakeServices services = new FakeServices()) {
      Outcome outcome = train(services, FakeServices.TOKEN, "--hourly");
      assertThat(outcome.exit()).as(outcome.said()).isZero();
      assertThat(outcome.said()).contains("no model judges yet");
    }
  }

  @Test
  void main_hourlyChampionOfAnotherKey_exitsWith1AndSaysWhy() throws Exception {
    try (FakeServices services = new FakeServices()) {
      services.champion = new byte[] {1, 2, 3};
      Outcome outcome = train(services, FakeServices.TOKEN, "--hourly");
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.said()).contains("trainer: the champion cannot be used");
    }
  }

  @Test
  void main_hourlyWithABaselineOfItsOwn_isBadUsage() {
    Outcome outcome =
        run("--hourly", "--baseline-until", "2026-01-12T00:00:00Z", "--signing-key", key());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("--baseline-until");
  }

  @Test
  void main_help_exitsWith0() {
    assertThat(run("--help").exit()).isZero();
  }

  private record Outcome(int exit, String said) {}

  private Outcome train(FakeServices services, String token, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--features",
                services.address(),
                "--models",
                services.address(),
                "--features-token",
                token,
                "--models-token",
                token,
                "--signing-key",
                key()));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private String key() {
    return folder.resolve("key.pem").toString();
  }

  private static Outcome run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    CommandLine command = TrainerMain.commandLine().setOut(writer).setErr(writer);
    List<String> line = new ArrayList<>(List.of(arguments));
    return new Outcome(command.execute(line.toArray(String[]::new)), said.toString());
  }
}
