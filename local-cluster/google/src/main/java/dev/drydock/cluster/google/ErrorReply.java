package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Errors in the shape of Google's JSON APIs: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/status-codes}.
 */
public final class ErrorReply {
  private ErrorReply() {}

  /** The reply for an error. A 304 has no body. */
  public static Reply of(ApiException e) {
    if (e.status() == 304) {
      return Reply.bare(304);
    }
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", e.status());
    error.put("message", e.getMessage());
    ObjectNode first = error.putArray("errors").addObject();
    first.put("message", e.getMessage());
    first.put("domain", "global");
    first.put("reason", e.reason());
    switch (e.status()) {
      case 401 -> first.put("locationType", "header").put("location", "Authorization");
      case 412 -> first.put("locationType", "header").put("location", "If-Match");
      default -> {}
    }
    Reply reply = Reply.json(e.status(), body);
    e.headers().forEach(reply::header);
    return reply;
  }
}
