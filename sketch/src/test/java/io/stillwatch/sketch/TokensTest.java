package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {
  private static final SipHash HASH = new SipHash(1, 2);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Judge answer 17 now.|Judge answer 4 now.",
        "Judge the \"blue one\" now.|Judge the \"red and green one\" now.",
        "Judge the “blue” now.|Judge the “red and green” now.",
        "Judge ```int x = 1;``` now.|Judge ```print(2, 3)``` now.",
        "Fetch https://example.org/a now.|Fetch http://example.com/b?c=d now.",
        "Fetch https://example.org/a|Fetch http://example.com/b?c=d",
        "Greet Alice now.|Greet Zoë now."
      })
  void masked_otherLiterals_areAlike(String one, String other) {
    assertThat(masked(one)).isEqualTo(masked(other));
  }

  @Test
  void masked_otherWords_differ() {
    assertThat(masked("judge the answer")).isNotEqualTo(masked("praise the answer"));
    assertThat(plain("judge answer 17")).isNotEqualTo(plain("judge answer 4"));
  }

  @Test
  void masked_firstWordOfASentenceOrLine_isNoName() {
    assertThat(masked("Greet me. Write it")).isEqualTo(masked("greet me. write it"));
    assertThat(masked("first line\nWrite it")).isEqualTo(masked("first line\nwrite it"));
    assertThat(masked("a \"b c\"\nWrite it")).isEqualTo(masked("a \"b c\"\nwrite it"));
    assertThat(masked("a \"b\nc\" Write it")).isNotEqualTo(masked("a \"b\nc\" write it"));
  }

  @Test
  void masked_quotationNeverClosed_hidesNothing() {
    assertThat(masked("\"judge the answer")).hasSize(4);
    assertThat(masked("“judge the answer")).hasSize(4);
    assertThat(masked("```judge the answer")).hasSize(6);
  }

  @Test
  void plain_scriptsWithoutSpaces_areLetters() {
    assertThat(plain("评估以下回答")).hasSize(6);
    assertThat(plain("こんにちは")).hasSize(5);
    assertThat(plain("model评估v2")).hasSize(4);
  }

  @Test
  void plain_wordsOfAnyScript_areWhole() {
    assertThat(plain("оцените ответ")).hasSize(2);
    assertThat(plain("प्रश्न हिन्दी")).hasSize(2);
    assertThat(plain("cafe\u0301 \ud801\udc28\ud801\udc29")).hasSize(2);
  }

  @Test
  void add_longText_stopsAtTheBound() {
    assertThat(plain("a ".repeat(Tokens.MAX_TOKENS + 5))).hasSize(Tokens.MAX_TOKENS);
  }

  @Test
  void add_furtherText_beginsASentence() {
    long[] both = values(new Tokens(HASH).add("one \"never closed").add("Two \"a b\"").masked());
    assertThat(Arrays.copyOfRange(both, 4, 6)).isEqualTo(masked("two \"c\""));
  }

  private static long[] masked(String text) {
    return values(new Tokens(HASH).add(text).masked());
  }

  private static long[] plain(String text) {
    return values(new Tokens(HASH).add(text).plain());
  }

  private static long[] values(TokenList tokens) {
    return Arrays.copyOf(tokens.values(), tokens.count());
  }
}
