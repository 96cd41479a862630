package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.Session;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * One page of a bucket: {@code https://cloud.google.com/storage/docs/json_api/v1/objects/list}. The
 * index is read in its own order from the start of the page, and it skips a common prefix in one
 * step. So the cost of a page does not depend on the size of the bucket.
 */
final class ObjectListing implements ObjectTable.Visitor {
  private static final int LARGEST_PAGE = 1000;

  private final StoredBucket bucket;
  private final String baseUrl;
  private final String prefix;
  private final String delimiter;
  private final boolean trailing;
  private final boolean versions;
  private final boolean softDeleted;
  private final Pattern glob;
  private final int limit;
  private final byte[] to;

  private byte[] from;
  private long generation;

  private final ObjectNode page = Json.object();
  private final ArrayNode items = page.arrayNode();
  private final ArrayNode prefixes = page.arrayNode();
  private String lastPrefix = "";
  private byte[] seek;

  ObjectListing(StoredBucket bucket, ApiRequest request) throws ApiException {
    this.bucket = bucket;
    baseUrl = request.baseUrl();
    prefix = request.parameter("prefix").orElse("");
    delimiter = request.parameter("delimiter").orElse("");
    trailing = request.flag("includeTrailingDelimiter");
    versions = request.flag("versions");
    softDeleted = request.flag("softDeleted");
    if (versions && softDeleted) {
      throw new ApiException(400, "invalid", "versions and softDeleted cannot be combined.");
    }
    String pattern = request.parameter("matchGlob").orElse("");
    glob = pattern.isEmpty() ? null : MatchGlob.compile(pattern);
    if (glob != null && !delimiter.isEmpty() && !delimiter.equals("/")) {
      throw new ApiException(
          400, "invalid", "With matchGlob, the only delimiter that can be used is '/'.");
    }
    long wanted = request.number("maxResults").orElse((long) LARGEST_PAGE);
    if (wanted < 0) {
      throw new ApiException(400, "invalid", "Invalid value for maxResults: " + wanted);
    }
    limit = wanted == 0 ? LARGEST_PAGE : (int) Math.min(wanted, LARGEST_PAGE);
    byte[] begin = ObjectTable.bytes(prefix);
    byte[] end = ObjectTable.after(prefix);
    String literal = MatchGlob.literalPrefix(pattern);
    if (literal.startsWith(prefix)) {
      begin = ObjectTable.bytes(literal);
      end = ObjectTable.after(literal);
    }
    begin = later(begin, ObjectTable.bytes(request.parameter("startOffset").orElse("")));
    String endOffset = request.parameter("endOffset").orElse("");
    to =
        endOffset.isEmpty() || Arrays.compareUnsigned(end, ObjectTable.bytes(endOffset)) < 0
            ? end
            : ObjectTable.bytes(endOffset);
    from = begin;
    String token = request.parameter("pageToken").orElse("");
    if (!token.isEmpty()) {
      resume(token);
    }
  }

  private static byte[] later(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other) < 0 ? other : one;
  }

  private void resume(String token) throws ApiException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      generation = bytes.getLong();
      byte[] name = new byte[bytes.remaining()];
      bytes.get(name);
      from = later(from, name);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new ApiException(400, "invalid", "Invalid page token: " + token, e);
    }
  }

  /** Reads the page. */
  ObjectNode read(Session session) throws SQLException {
    page.put("kind", "storage#objects");
    do {
      seek = null;
      if (versions || softDeleted) {
        ObjectTable.visitAll(session, bucket.name(), from, generation, to, softDeleted, this);
      } else {
        ObjectTable.visitLive(session, bucket.name(), from, to, this);
      }
      from = seek;
      generation = 0;
    } while (from != null);
    if (!prefixes.isEmpty()) {
      page.set("prefixes", prefixes);
    }
    if (!items.isEmpty()) {
      page.set("items", items);
    }
    return page;
  }

  @Override
  public boolean visit(StoredObject object) {
    String folded = folded(object.name());
    if (glob != null && !glob.matcher(folded == null ? object.name() : folded).matches()) {
      seek = folded == null ? null : ObjectTable.after(folded);
      return folded == null;
    }
    boolean listed = folded == null || (trailing && folded.equals(object.name()));
    boolean newPrefix = folded != null && !folded.equals(lastPrefix);
    if ((listed || newPrefix) && items.size() + prefixes.size() >= limit) {
      page.put("nextPageToken", token(object));
      return false;
    }
    if (newPrefix) {
      prefixes.add(folded);
      lastPrefix = folded;
    }
    if (listed) {
      items.add(Resources.object(bucket, object, baseUrl));
      return true;
    }
    seek = ObjectTable.after(folded);
    return false;
  }

  /** The name up to the first delimiter after the prefix, null if there is none. */
  private String folded(String name) {
    if (delimiter.isEmpty()) {
      return null;
    }
    int found = name.indexOf(delimiter, prefix.length());
    return found < 0 ? null : name.substring(0, found + delimiter.length());
  }

  private static String token(StoredObject object) {
    byte[] name = object.name().getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES + name.length)
            .putLong(object.generation())
            .put(name)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
