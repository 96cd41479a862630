package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.resource.Times;
import dev.drydock.cluster.gcs.store.Session;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * HMAC keys: {@code https://cloud.google.com/storage/docs/json_api/v1/projects/hmacKeys}. They are
 * kept and returned. A request signed with one is not accepted.
 */
public final class HmacKeysResource {
  private final Storage storage;
  private final SecureRandom random = new SecureRandom();

  public HmacKeysResource(Storage storage) {
    this.storage = storage;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** {@code POST /projects/project/hmacKeys}. */
  public Reply create(ApiRequest request, String project) throws IOException, ApiException {
    String email =
        request
            .parameter("serviceAccountEmail")
            .orElseThrow(
                () -> new ApiException(400, "required", "Required parameter: serviceAccountEmail"));
    String id = "GOOG1E" + HexFormat.of().formatHex(random(28)).toUpperCase(Locale.ROOT);
    ObjectNode metadata = Json.object();
    metadata.put("kind", "storage#hmacKeyMetadata");
    metadata.put("id", project + "/" + id);
    metadata.put("accessId", id);
    metadata.put("projectId", project);
    metadata.put("serviceAccountEmail", email);
    metadata.put("state", "ACTIVE");
    metadata.put("timeCreated", Times.text(storage.tick()));
    metadata.set("updated", metadata.get("timeCreated"));
    metadata.put("etag", Resources.etag(storage.tick(), 0));
    storage.write(transaction -> put(transaction.session(), metadata));
    ObjectNode key = Json.object();
    key.put("kind", "storage#hmacKey");
    key.put("secret", Base64.getEncoder().encodeToString(random(30)));
    key.set("metadata", metadata);
    return Reply.json(200, key);
  }

  private static ObjectNode put(Session session, ObjectNode metadata) throws SQLException {
    PreparedStatement insert =
        session.statement("INSERT OR REPLACE INTO hmac_key (access_id, properties) VALUES (?, ?)");
    insert.setString(1, metadata.path("accessId").asText());
    insert.setString(2, Json.text(metadata));
    insert.executeUpdate();
    return metadata;
  }

  private static ObjectNode find(Session session, String id) throws SQLException, ApiException {
    PreparedStatement select =
        session.statement("SELECT properties FROM hmac_key WHERE access_id = ?");
    select.setString(1, id);
    try (ResultSet rows = select.executeQuery()) {
      if (rows.next()) {
        return Json.parse(rows.getString(1));
      }
    }
    throw new ApiException(404, "notFound", "Access ID not found: " + id);
  }

  /** {@code GET /projects/project/hmacKeys}. */
  public Reply list(ApiRequest request) throws IOException, ApiException {
    String email = request.parameter("serviceAccountEmail").orElse("");
    boolean deleted = request.flag("showDeletedKeys");
    ObjectNode page = Json.object();
    page.put("kind", "storage#hmacKeysMetadata");
    ArrayNode items = page.putArray("items");
    storage.read(
        session -> {
          PreparedStatement select =
              session.statement("SELECT properties FROM hmac_key ORDER BY access_id");
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              ObjectNode metadata = Json.parse(rows.getString(1));
              boolean wanted =
                  email.isEmpty() || email.equals(metadata.path("serviceAccountEmail").asText());
              if (wanted && (deleted || !state(metadata).equals("DELETED"))) {
                items.add(metadata);
              }
            }
          }
          return items;
        });
    return Reply.json(200, page);
  }

  private static String state(ObjectNode metadata) {
    return metadata.path("state").asText();
  }

  /** {@code GET /projects/project/hmacKeys/id}. */
  public Reply get(String id) throws IOException, ApiException {
    return Reply.json(200, storage.read(session -> find(session, id)));
  }

  /** {@code PUT /projects/project/hmacKeys/id}: makes it active or inactive. */
  public Reply update(ApiRequest request, String id) throws IOException, ApiException {
    String state = request.resource().path("state").asText();
    if (!state.equals("ACTIVE") && !state.equals("INACTIVE")) {
      throw new ApiException(400, "invalid", "Invalid state of an HMAC key: " + state);
    }
    return Reply.json(200, change(id, state));
  }

  /** {@code DELETE /projects/project/hmacKeys/id}: an inactive one only. */
  public Reply delete(String id) throws IOException, ApiException {
    change(id, "DELETED");
    return Reply.bare(204);
  }

  private ObjectNode change(String id, String state) throws IOException, ApiException {
    return storage.write(
        transaction -> {
          ObjectNode metadata = find(transaction.session(), id);
          if (state.equals("DELETED") && state(metadata).equals("ACTIVE")) {
            throw new ApiException(400, "invalid", "Cannot delete keys in 'ACTIVE' state.");
          }
          metadata.put("state", state);
          metadata.put("updated", Times.text(transaction.tick()));
          metadata.put("etag", Resources.etag(transaction.tick(), 0));
          return put(transaction.session(), metadata);
        });
  }
}
