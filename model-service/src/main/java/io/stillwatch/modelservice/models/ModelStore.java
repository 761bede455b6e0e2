package io.stillwatch.modelservice.models;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.RegisteredModel;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Models, aliases and the history of promotions in PostgreSQL. */
@Component
public final class ModelStore {
  private static final String REGISTER =
      """
      insert into models (version, bundle, sha256, key_id, size_bytes, manifest, published_by)
      values (:version, :bundle, :sha256, :keyId, :size, :manifest, :publishedBy)
      on conflict (version) do nothing
      """;
  private static final String ALL =
      """
      select m.version, m.sha256, m.key_id, m.size_bytes, m.manifest, m.published_at,
        array(select a.alias from aliases a where a.version = m.version order by a.alias) as aliases
      from models m
      where octet_length(m.bundle) > 0
      order by m.published_at desc, m.version desc
      """;
  private static final String FIGURES =
      """
      select (select count(*) from models) as models, manifest, published_at
      from models
      where version not like '%-hourly'
      order by published_at desc, version desc
      limit 1
      """;
  private static final String FILE = "select bundle from models where version = :version";
  private static final String HAS_FILE =
      "select octet_length(bundle) > 0 from models where version = :version";

  /** Promotions name them for ever, so their rows stay. */
  private static final String EMPTY_OLD_HOURLY =
      """
      update models m
      set bundle = ''
      where m.version like '%-hourly' and m.published_at < now() - :age * interval '1 second'
        and octet_length(m.bundle) > 0
        and m.version <> :kept
        and not exists (select from aliases a where a.version = m.version)
      returning m.version
      """;

  private static final String MANIFEST = "select manifest from models where version = :version";
  private static final String VERSION =
      "select coalesce(version, '') from aliases where alias = :alias";
  private static final String LOCK = VERSION + " for update";
  private static final String MOVE = "update aliases set version = :version where alias = :alias";
  private static final String RECORD =
      """
      insert into promotions (alias, version, previous_version, is_rollback, promoted_by, reason)
      values (:alias, :version, nullif(:previous, ''), :isRollback, :by, :reason)
      returning alias, version, previous_version, is_rollback, promoted_by, reason, promoted_at
      """;
  private static final String NEWEST =
      """
      select alias, version, previous_version, is_rollback, promoted_by, reason, promoted_at
      from promotions
      order by number desc
      limit 100
      """;
  private static final String LAST_OF_ALIAS =
      """
      select alias, version, previous_version, is_rollback, promoted_by, reason, promoted_at
      from promotions
      where alias = :alias
      order by number desc
      limit 1
      """;
  private static final String BEFORE =
      """
      select coalesce(previous_version, '')
      from promotions
      where alias = :alias and version = :version and not is_rollback
      order by number desc
      limit 1
      """;

  private final JdbcClient jdbc;

  ModelStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False when the version is registered already. */
  boolean register(PublishedModel model, String publishedBy) {
    return jdbc.sql(REGISTER)
            .param("version", model.manifest().getVersion())
            .param("bundle", model.file())
            .param("sha256", model.sha256())
            .param("keyId", model.keyId())
            .param("size", (long) model.file().length)
            .param("manifest", model.manifest().toByteArray())
            .param("publishedBy", publishedBy)
            .update()
        == 1;
  }

  /** Newest first, without those whose file was removed. */
  public List<RegisteredModel> all() {
    return jdbc.sql(ALL).query((row, number) -> model(row)).list();
  }

  /** Of the nights' models. Empty: none was published yet. */
  Optional<RegistryFigures> figures() {
    return jdbc.sql(FIGURES)
        .query(
            (row, number) ->
                new RegistryFigures(
                    row.getLong("models"),
                    manifest(row.getBytes("manifest")),
                    row.getTimestamp("published_at").toInstant()))
        .optional();
  }

  /** Newest first, at most 100. */
  public List<Promotion> promotions() {
    return jdbc.sql(NEWEST).query((row, number) -> promotion(row)).list();
  }

  /** The signed file as it came. Throws NOT_FOUND once it was removed, too. */
  byte[] file(String version) {
    byte[] file =
        jdbc.sql(FILE)
            .param("version", version)
            .query(byte[].class)
            .optional()
            .orElseThrow(() -> unknown(version));
    if (file.length == 0) {
      throw Status.NOT_FOUND
          .withDescription("the file of model \"" + version + "\" was removed: it was of an hour")
          .asRuntimeException();
    }
    return file;
  }

  /** False once it was removed. */
  boolean hasFile(String version) {
    return jdbc.sql(HAS_FILE)
        .param("version", version)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /**
   * Removes the files of hourly models that nobody needs any more, and says of which.
   *
   * @param kept a version that is not touched, beside those with an alias
   */
  List<String> removeHourly(Duration olderThan, String kept) {
    return jdbc.sql(EMPTY_OLD_HOURLY)
        .param("age", olderThan.toMillis() / 1e3)
        .param("kept", kept)
        .query(String.class)
        .list();
  }

  ModelManifest manifest(String version) {
    return jdbc.sql(MANIFEST)
        .param("version", version)
        .query((row, number) -> manifest(row.getBytes(1)))
        .optional()
        .orElseThrow(() -> unknown(version));
  }

  /** Empty: the alias names no model yet. */
  String versionOf(ModelAlias alias) {
    return jdbc.sql(VERSION).param("alias", word(alias)).query(String.class).single();
  }

  /** The same; nobody else moves the alias until this transaction ends. */
  String lock(ModelAlias alias) {
    return jdbc.sql(LOCK).param("alias", word(alias)).query(String.class).single();
  }

  Optional<Promotion> lastPromotion(ModelAlias alias) {
    return jdbc.sql(LAST_OF_ALIAS)
        .param("alias", word(alias))
        .query((row, number) -> promotion(row))
        .optional();
  }

  /** Which version an alias named before this one was promoted to it. Empty: none. */
  String before(ModelAlias alias, String version) {
    return jdbc.sql(BEFORE)
        .param("alias", word(alias))
        .param("version", version)
        .query(String.class)
        .optional()
        .orElse("");
  }

  Promotion move(Move move) {
    jdbc.sql(MOVE).param("alias", word(move.alias())).param("version", move.version()).update();
    return jdbc.sql(RECORD)
        .param("alias", word(move.alias()))
        .param("version", move.version())
        .param("previous", move.previous())
        .param("isRollback", move.isRollback())
        .param("by", move.by())
        .param("reason", move.reason())
        .query((row, number) -> promotion(row))
        .single();
  }

  private static RegisteredModel model(ResultSet row) throws SQLException {
    Array aliases = row.getArray("aliases");
    return RegisteredModel.newBuilder()
        .setManifest(manifest(row.getBytes("manifest")))
        .setSha256(row.getString("sha256"))
        .setKeyId(row.getString("key_id"))
        .setSizeBytes(row.getLong("size_bytes"))
        .setPublishedAt(Timestamps.timestamp(row.getTimestamp("published_at").toInstant()))
        .addAllAliases(Arrays.stream((String[]) aliases.getArray()).map(ModelStore::alias).toList())
        .build();
  }

  private static Promotion promotion(ResultSet row) throws SQLException {
    String previous = row.getString("previous_version");
    return Promotion.newBuilder()
        .setAlias(alias(row.getString("alias")))
        .setVersion(row.getString("version"))
        .setPreviousVersion(previous == null ? "" : previous)
        .setPromotedAt(Timestamps.timestamp(row.getTimestamp("promoted_at").toInstant()))
        .setPromotedBy(row.getString("promoted_by"))
        .setReason(row.getString("reason"))
        .setIsRollback(row.getBoolean("is_rollback"))
        .build();
  }

  private static ModelManifest manifest(byte[] bytes) {
    try {
      return ModelManifest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a stored manifest is damaged", damaged);
    }
  }

  private static String word(ModelAlias alias) {
    return alias == ModelAlias.MODEL_ALIAS_CHALLENGER ? "CHALLENGER" : "CHAMPION";
  }

  private static ModelAlias alias(String word) {
    return ModelAlias.valueOf("MODEL_ALIAS_" + word);
  }

  private static RuntimeException unknown(String version) {
    return Status.NOT_FOUND
        .withDescription("no model of the version \"" + version + "\" is registered")
        .asRuntimeException();
  }

  /**
   * A change of an alias.
   *
   * @param previous empty: the alias named no model
   */
  record Move(
      ModelAlias alias,
      String version,
      String previous,
      boolean isRollback,
      String by,
      String reason) {}
}
