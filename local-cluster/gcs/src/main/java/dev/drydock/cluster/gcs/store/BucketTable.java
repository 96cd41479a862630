package dev.drydock.cluster.gcs.store;

import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buckets in the index. */
public final class BucketTable {
  private static final String SELECT =
      "SELECT name, metageneration, created, updated, properties, policy FROM bucket ";

  private BucketTable() {}

  public static Optional<StoredBucket> find(Session session, String name) throws SQLException {
    PreparedStatement select = session.statement(SELECT + "WHERE name = ?");
    select.setString(1, name);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  /**
   * @throws ApiException 404
   */
  public static StoredBucket get(Session session, String name) throws SQLException, ApiException {
    return find(session, name)
        .orElseThrow(
            () -> new ApiException(404, "notFound", "The specified bucket does not exist."));
  }

  /** The buckets after {@code after} whose names begin with {@code prefix}, in order. */
  public static List<StoredBucket> list(Session session, String prefix, String after, int limit)
      throws SQLException {
    PreparedStatement select =
        session.statement(
            SELECT + "WHERE name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?");
    select.setString(1, after);
    select.setInt(2, prefix.length());
    select.setString(3, prefix);
    select.setInt(4, limit);
    List<StoredBucket> buckets = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        buckets.add(row(rows));
      }
    }
    return buckets;
  }

  /** Adds a bucket or replaces it. */
  public static void put(Session session, StoredBucket bucket) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT OR REPLACE INTO bucket (name, metageneration, created, updated, properties,"
                + " policy) VALUES (?, ?, ?, ?, ?, ?)");
    insert.setString(1, bucket.name());
    insert.setLong(2, bucket.metageneration());
    insert.setLong(3, bucket.created());
    insert.setLong(4, bucket.updated());
    insert.setString(5, Json.text(bucket.properties()));
    insert.setString(6, Json.text(bucket.policy()));
    insert.executeUpdate();
  }

  public static void delete(Session session, String name) throws SQLException {
    PreparedStatement delete = session.statement("DELETE FROM bucket WHERE name = ?");
    delete.setString(1, name);
    delete.executeUpdate();
  }

  private static StoredBucket row(ResultSet row) throws SQLException {
    return new StoredBucket(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        Json.parse(row.getString(5)),
        Json.parse(row.getString(6)));
  }
}
