package io.stillwatch.modelservice.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static final int FILTER = 7;

  @Test
  void of_manyEqualWeights_isEachEntryOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<PageMark> all =
        IntStream.range(0, 500)
            .mapToObj(i -> new PageMark(FILTER, random.nextInt(5), "ö" + i))
            .toList();
    int size = 1 + random.nextInt(60);
    List<PageMark> seen = new ArrayList<>();
    String token = "";
    do {
      Page<PageMark> page = Page.of(all.stream(), size, token, FILTER, mark -> mark);
      seen.addAll(page.entries());
      token = page.nextToken();
    } while (!token.isEmpty());

    assertThat(seen).as("seed %d", seed).isEqualTo(all.stream().sorted().toList());
  }

  @Test
  void of_tokenWithOneByteChanged_isRefusedOrAnotherQuestion() {
    String token = new PageMark(FILTER, 0.5, "account").token();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThatIllegalArgumentException()
          .as("character %d", i)
          .isThrownBy(() -> PageMark.of(changed, FILTER))
          .withMessageContaining("the page token");
    }
  }
}
