package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.log.Partitions;
import io.stillwatch.v1.AccountVector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorBlocksTest {
  private static final LocalDate MANY = LocalDate.of(2026, 3, 2);
  private static final LocalDate ONE = LocalDate.of(2026, 3, 3);
  private static final int ACCOUNTS = 1_000;

  private RunningService service;
  private Connection connection;

  @BeforeEach
  void twoDays() throws SQLException {
    service = RunningService.start(RunningService.newDatabase());
    connection = service.bean(DataSource.class).getConnection();
    connection.setAutoCommit(false);
    store(MANY, ACCOUNTS);
    store(ONE, 1);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.rollback();
    connection.close();
    service.close();
  }

  @Test
  void remove_anyPlaceOfABlock_leavesTheOthersToTheByte() throws SQLException {
    List<StoredBlock> blocks = blocks(MANY);
    assertThat(blocks).hasSizeBetween(4, 40);
    StoredBlock block = blocks.get(2);
    int last = block.vectors().size() - 1;
    for (int place : new int[] {0, 1, last / 2, last}) {
      Map<String, ByteString> left = vectors(MANY);
      String erased = block.account(place);
      assertThat(VectorBlocks.remove(connection, erased)).isEqualTo(1);
      left.remove(erased);
      assertThat(vectors(MANY)).isEqualTo(left);
      assertThat(number("select accounts from closed_days where day = '2026-03-02'"))
          .isEqualTo(left.size());
      assertNowhere(erased);
      assertThat(VectorBlocks.remove(connection, erased)).as("once more").isZero();
    }
    assertThat(blocks(MANY)).hasSameSizeAs(blocks);
    assertThat(vectors(ONE)).hasSize(1);
  }

  @Test
  void remove_allOfABlockOneByOne_removesTheRow() throws SQLException {
    List<StoredBlock> blocks = blocks(MANY);
    Map<String, ByteString> left = vectors(MANY);
    for (int place = 0; place < blocks.get(1).vectors().size(); place++) {
      left.remove(blocks.get(1).account(place));
      assertThat(VectorBlocks.remove(connection, blocks.get(1).account(place))).isEqualTo(1);
    }
    assertThat(blocks(MANY)).hasSize(blocks.size() - 1);
    assertThat(vectors(MANY)).isEqualTo(left);
  }

  @Test
  void remove_accountOfEveryDayAndAloneOnOne_emptiesThatDay() throws SQLException {
    assertThat(VectorBlocks.remove(connection, account(0))).isEqualTo(2);
    assertThat(blocks(ONE)).isEmpty();
    assertThat(number("select accounts from closed_days where day = '2026-03-03'")).isZero();
    assertNowhere(account(0));
  }

  @Test
  void remove_strangersBeforeBetweenAndBehind_changesNothing() throws SQLException {
    Map<String, ByteString> before = vectors(MANY);
    for (String stranger :
        List.of("a", account(10) + "x", "zz", "%", "account-_", "\uD83D\uDE00")) {
      assertThat(VectorBlocks.remove(connection, stranger)).as(stranger).isZero();
      assertThat(VectorBlocks.vector(connection, MANY, stranger)).as(stranger).isEmpty();
    }
    assertThat(vectors(MANY)).isEqualTo(before);
  }

  @Test
  void vector_ofAnyAccount_isThatOfTheDay() throws SQLException {
    for (Map.Entry<String, ByteString> vector : vectors(MANY).entrySet()) {
      assertThat(VectorBlocks.vector(connection, MANY, vector.getKey()))
          .contains(vector.getValue());
    }
    assertThat(VectorBlocks.vector(connection, MANY.minusDays(1), account(0))).isEmpty();
  }

  @Test
  void after_fromTheBeginning_walksThroughAll() throws SQLException {
    List<String> firsts = new ArrayList<>();
    var block = VectorBlocks.after(connection, MANY, "");
    while (block.isPresent()) {
      firsts.add(block.get().firstAccount());
      block = VectorBlocks.after(connection, MANY, block.get().firstAccount());
    }
    assertThat(firsts)
        .isEqualTo(blocks(MANY).stream().map(StoredBlock::firstAccount).sorted().toList());
  }

  @Test
  void add_outOfOrder_isRefused() throws SQLException {
    try (BlockWriter writer = new BlockWriter(connection, ONE)) {
      writer.add("b", vector("b", 0));
      assertThatThrownBy(() -> writer.add("a", vector("a", 0))).hasMessageContaining("vector 2");
      assertThatThrownBy(() -> writer.add("b", vector("b", 0))).hasMessageContaining("vector 2");
    }
  }

  /** Nothing that the database would have to take apart before it sends it. */
  @Test
  void partitions_madeLater_keepBlocksAsTheyAre() throws SQLException {
    assertThat(
            number(
                "select count(*) from pg_attribute where attname = 'vectors' and attstorage = 'e'"
                    + " and attrelid in ('vector_blocks_20260302'::regclass,"
                    + " 'vector_blocks_20260303'::regclass)"))
        .isEqualTo(2);
    assertThat(
            number("select count(*) from vector_blocks where pg_column_compression(vectors) <> ''"))
        .isZero();
  }

  private void store(LocalDate day, int accounts) throws SQLException {
    Partitions.ensure(connection, VectorBlocks.TABLE, day);
    try (BlockWriter writer = new BlockWriter(connection, day)) {
      for (int number = 0; number < accounts; number++) {
        writer.add(account(number), vector(account(number), number));
      }
      assertThat(writer.end()).isEqualTo(accounts);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into closed_days (day, accounts, position, schema) values (?, ?, 1, '')")) {
      insert.setObject(1, day);
      insert.setInt(2, accounts);
      insert.executeUpdate();
    }
  }

  private static String account(int number) {
    return String.format(Locale.ROOT, "account-%04d", number);
  }

  private static ByteString vector(String account, int number) {
    return AccountVector.newBuilder()
        .setAccountId(account)
        .setPosition(number)
        .setPresence(ByteString.copyFrom(new byte[number % 700]))
        .build()
        .toByteString();
  }

  private List<StoredBlock> blocks(LocalDate day) throws SQLException {
    List<StoredBlock> blocks = new ArrayList<>();
    VectorBlocks.read(connection, day, blocks::add);
    return blocks;
  }

  private Map<String, ByteString> vectors(LocalDate day) throws SQLException {
    Map<String, ByteString> vectors = new TreeMap<>();
    for (StoredBlock block : blocks(day)) {
      for (int place = 0; place < block.vectors().size(); place++) {
        assertThat(vectors.put(block.account(place), block.vectors().get(place))).isNull();
      }
    }
    return vectors;
  }

  private void assertNowhere(String account) throws SQLException {
    assertThat(
            number(
                "select count(*) from vector_blocks where first_account = '%s'".formatted(account)
                    + " or encode(vectors, 'escape') like '%"
                    + account
                    + "%'"))
        .as(account)
        .isZero();
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
