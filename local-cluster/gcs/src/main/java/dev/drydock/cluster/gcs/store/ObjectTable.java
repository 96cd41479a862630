package dev.drydock.cluster.gcs.store;

import dev.drydock.cluster.gcs.store.StoredObject.State;
import dev.drydock.cluster.google.Json;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generations of objects in the index. */
public final class ObjectTable {
  /** Greater than every name, because the byte does not occur in UTF-8. */
  private static final byte[] AFTER_ALL_NAMES = {(byte) 0xFF};

  private static final String COLUMNS =
      "bucket, name, generation, state, metageneration, size, crc32c, md5, components, created,"
          + " updated, deleted, content, small, properties";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM object ";

  private ObjectTable() {}

  /** Gets the generations of a bucket, ordered by the bytes of their names, then by number. */
  public interface Visitor {
    /** Whether to continue. */
    boolean visit(StoredObject object);
  }

  public static Optional<StoredObject> live(Session session, String bucket, String name)
      throws SQLException {
    PreparedStatement select =
        session.statement(SELECT + "INDEXED BY live WHERE bucket = ? AND name = ? AND state = 1");
    select.setString(1, bucket);
    select.setBytes(2, bytes(name));
    return one(select);
  }

  public static Optional<StoredObject> generation(
      Session session, String bucket, String name, long generation) throws SQLException {
    PreparedStatement select =
        session.statement(SELECT + "WHERE bucket = ? AND name = ? AND generation = ?");
    select.setString(1, bucket);
    select.setBytes(2, bytes(name));
    select.setLong(3, generation);
    return one(select);
  }

  /** The greatest generation of a name, 0 if there is none. */
  public static long newest(Session session, String bucket, String name) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT max(generation) FROM object WHERE bucket = ? AND name = ?");
    select.setString(1, bucket);
    select.setBytes(2, bytes(name));
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  public static boolean any(Session session, String bucket) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT 1 FROM object WHERE bucket = ? AND state < 2 LIMIT 1");
    select.setString(1, bucket);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next();
    }
  }

  /**
   * Visits the live objects with names from {@code from} to before {@code to}. The visitor must not
   * use the session.
   */
  public static void visitLive(
      Session session, String bucket, byte[] from, byte[] to, Visitor visitor) throws SQLException {
    PreparedStatement select =
        session.statement(
            SELECT
                + "INDEXED BY live WHERE bucket = ? AND state = 1 AND name >= ? AND name < ?"
                + " ORDER BY name");
    select.setString(1, bucket);
    select.setBytes(2, from);
    select.setBytes(3, to);
    visit(select, visitor);
  }

  /**
   * Visits the generations from {@code from} and {@code generation} on: either the live and
   * noncurrent ones, or the soft-deleted ones.
   */
  public static void visitAll(
      Session session,
      String bucket,
      byte[] from,
      long generation,
      byte[] to,
      boolean softDeleted,
      Visitor visitor)
      throws SQLException {
    PreparedStatement select =
        session.statement(
            SELECT
                + "WHERE bucket = ? AND (name, generation) >= (?, ?) AND name < ?"
                + " AND (state = 2) = ? ORDER BY name, generation");
    select.setString(1, bucket);
    select.setBytes(2, from);
    select.setLong(3, generation);
    select.setBytes(4, to);
    select.setInt(5, softDeleted ? 1 : 0);
    visit(select, visitor);
  }

  /** All soft-deleted generations of a bucket. */
  public static List<StoredObject> softDeleted(Session session, String bucket) throws SQLException {
    List<StoredObject> objects = new ArrayList<>();
    visitAll(session, bucket, new byte[0], 0, AFTER_ALL_NAMES, true, objects::add);
    return objects;
  }

  private static void visit(PreparedStatement select, Visitor visitor) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      boolean more = true;
      while (more && rows.next()) {
        more = visitor.visit(row(rows));
      }
    }
  }

  /** Adds a generation or replaces it. */
  public static void put(Session session, StoredObject object) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT OR REPLACE INTO object ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.setString(1, object.bucket());
    insert.setBytes(2, bytes(object.name()));
    insert.setLong(3, object.generation());
    insert.setInt(4, object.state().code());
    insert.setLong(5, object.metageneration());
    insert.setLong(6, object.size());
    insert.setString(7, object.crc32c());
    if (object.md5() == null) {
      insert.setNull(8, Types.VARCHAR);
    } else {
      insert.setString(8, object.md5());
    }
    insert.setInt(9, object.components());
    insert.setLong(10, object.created());
    insert.setLong(11, object.updated());
    insert.setLong(12, object.deleted());
    insert.setLong(13, object.content());
    insert.setInt(14, object.small() ? 1 : 0);
    insert.setString(15, Json.text(object.properties()));
    insert.executeUpdate();
  }

  static void delete(Session session, StoredObject object) throws SQLException {
    PreparedStatement delete =
        session.statement("DELETE FROM object WHERE bucket = ? AND name = ? AND generation = ?");
    delete.setString(1, object.bucket());
    delete.setBytes(2, bytes(object.name()));
    delete.setLong(3, object.generation());
    delete.executeUpdate();
  }

  /** Whether an object has its bytes in this file. */
  static boolean uses(Session session, long content) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT 1 FROM object WHERE small = 0 AND content = ? LIMIT 1");
    select.setLong(1, content);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next();
    }
  }

  public static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The least key that is greater than every name with this beginning. */
  public static byte[] after(String beginning) {
    if (beginning.isEmpty()) {
      return AFTER_ALL_NAMES.clone();
    }
    byte[] bytes = bytes(beginning);
    // No byte of UTF-8 is 0xFF, so the last one can always be one more.
    bytes[bytes.length - 1]++;
    return bytes;
  }

  private static Optional<StoredObject> one(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  private static StoredObject row(ResultSet row) throws SQLException {
    return new StoredObject(
        row.getString(1),
        new String(row.getBytes(2), StandardCharsets.UTF_8),
        row.getLong(3),
        State.of(row.getInt(4)),
        row.getLong(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        row.getInt(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getInt(14) == 1,
        Json.parse(row.getString(15)));
  }
}
