package dev.drydock.cluster.gcs.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.google.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resumable uploads in the index. The bytes received so far are in a file. */
public final class UploadTable {
  /**
   * An upload, in progress or complete.
   *
   * @param created microseconds since 1970
   * @param content the number of the file
   * @param request what the client asked for at the start
   * @param result the resource of the object, null while the upload is in progress
   */
  public record Upload(
      String id, long created, long content, ObjectNode request, ObjectNode result) {}

  private static final String SELECT = "SELECT id, created, content, request, result FROM upload ";

  private UploadTable() {}

  public static Optional<Upload> find(Session session, String id) throws SQLException {
    PreparedStatement select = session.statement(SELECT + "WHERE id = ?");
    select.setString(1, id);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  public static List<Upload> before(Session session, long created) throws SQLException {
    PreparedStatement select = session.statement(SELECT + "WHERE created < ?");
    select.setLong(1, created);
    List<Upload> uploads = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        uploads.add(row(rows));
      }
    }
    return uploads;
  }

  public static void put(Session session, Upload upload) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT OR REPLACE INTO upload (id, created, content, request, result)"
                + " VALUES (?, ?, ?, ?, ?)");
    insert.setString(1, upload.id());
    insert.setLong(2, upload.created());
    insert.setLong(3, upload.content());
    insert.setString(4, Json.text(upload.request()));
    insert.setString(5, upload.result() == null ? null : Json.text(upload.result()));
    insert.executeUpdate();
  }

  public static void delete(Session session, String id) throws SQLException {
    PreparedStatement delete = session.statement("DELETE FROM upload WHERE id = ?");
    delete.setString(1, id);
    delete.executeUpdate();
  }

  /** Whether an upload in progress has its bytes in this file. */
  static boolean uses(Session session, long content) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT 1 FROM upload WHERE result IS NULL AND content = ? LIMIT 1");
    select.setLong(1, content);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next();
    }
  }

  private static Upload row(ResultSet row) throws SQLException {
    String result = row.getString(5);
    return new Upload(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        Json.parse(row.getString(4)),
        result == null ? null : Json.parse(result));
  }
}
