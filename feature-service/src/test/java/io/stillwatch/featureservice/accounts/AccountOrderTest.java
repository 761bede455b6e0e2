package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.postgres.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountOrderTest {
  private static final long SEED = Long.getLong("stillwatch.order.seed", System.nanoTime());
  private static final int[] CHARACTERS = {
    1, '-', 'A', 'a', 'z', 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
  };

  @Test
  void compare_randomIds_isByUtf8AndAsTheDatabaseHasIt() throws Exception {
    Random random = new Random(SEED);
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 2_000; number++) {
      StringBuilder id = new StringBuilder();
      for (int at = random.nextInt(4); at >= 0; at--) {
        id.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
      ids.add(id.toString());
    }
    List<String> sorted = ids.stream().sorted(AccountOrder::compare).toList();
    assertThat(sorted).as("seed %d", SEED).isEqualTo(byBytes(ids)).isEqualTo(byDatabase(ids));
    assertThat(sorted).isNotEqualTo(ids.stream().sorted().toList());
  }

  private static List<String> byBytes(List<String> ids) {
    List<byte[]> bytes = new ArrayList<>();
    ids.forEach(id -> bytes.add(id.getBytes(StandardCharsets.UTF_8)));
    bytes.sort(Arrays::compareUnsigned);
    return bytes.stream().map(id -> new String(id, StandardCharsets.UTF_8)).toList();
  }

  private static List<String> byDatabase(List<String> ids) throws Exception {
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(SEED));
    List<String> sorted = new ArrayList<>();
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    String database = server.createDatabase("order" + System.nanoTime());
    try (Connection connection =
            DriverManager.getConnection(database, server.user(), server.password());
        PreparedStatement query =
            connection.prepareStatement(
                "select id from unnest(?) as id order by id collate \"C\"")) {
      query.setArray(1, connection.createArrayOf("text", shuffled.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          sorted.add(row.getString(1));
        }
      }
    }
    return sorted;
  }
}
