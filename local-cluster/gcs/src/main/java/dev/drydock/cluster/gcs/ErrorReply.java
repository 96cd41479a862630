package dev.drydock.cluster.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * Errors in Google's two shapes: JSON ({@code
 * https://cloud.google.com/storage/docs/json_api/v1/status-codes}) and XML ({@code
 * https://cloud.google.com/storage/docs/xml-api/reference-status}).
 */
final class ErrorReply {
  private static final Map<String, String> XML_CODES =
      Map.ofEntries(
          Map.entry("conditionNotMet", "PreconditionFailed"),
          Map.entry("conflict", "BucketNotEmpty"),
          Map.entry("invalid", "InvalidArgument"),
          Map.entry("parseError", "InvalidArgument"),
          Map.entry("required", "InvalidArgument"),
          Map.entry("requestedRangeNotSatisfiable", "InvalidRange"),
          Map.entry("authError", "AuthenticationRequired"),
          Map.entry("forbidden", "AccessDenied"),
          Map.entry("notImplemented", "NotImplemented"),
          Map.entry("backendError", "InternalError"));

  private ErrorReply() {}

  static Reply json(ApiException e) {
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
    return withHeaders(Reply.json(e.status(), body), e);
  }

  static Reply xml(ApiException e) {
    if (e.status() == 304) {
      return Reply.bare(304);
    }
    String text =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
            + xmlCode(e)
            + "</Code><Message>"
            + escape(e.getMessage())
            + "</Message></Error>";
    return withHeaders(Reply.xml(e.status(), text), e);
  }

  private static Reply withHeaders(Reply reply, ApiException e) {
    e.headers().forEach(reply::header);
    return reply;
  }

  private static String xmlCode(ApiException e) {
    if (e.reason().equals("notFound")) {
      return e.getMessage().contains("bucket does not exist") ? "NoSuchBucket" : "NoSuchKey";
    }
    String own = e.reason().substring(0, 1).toUpperCase(Locale.ROOT) + e.reason().substring(1);
    return XML_CODES.getOrDefault(e.reason(), own);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
