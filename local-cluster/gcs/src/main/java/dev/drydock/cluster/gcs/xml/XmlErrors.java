package dev.drydock.cluster.gcs.xml;

import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Errors in the shape of the XML API: {@code
 * https://cloud.google.com/storage/docs/xml-api/reference-status}.
 */
public final class XmlErrors {
  /** The codes that are not the reason with its first letter in upper case. */
  private static final Map<String, String> CODES =
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

  private XmlErrors() {}

  /** The reply for an error. A 304 has no body. */
  public static Reply of(ApiException e) {
    if (e.status() == 304) {
      return Reply.bare(304);
    }
    String text =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
            + code(e)
            + "</Code><Message>"
            + escape(e.getMessage())
            + "</Message></Error>";
    Reply reply =
        Reply.bytes(
            e.status(), "application/xml; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    e.headers().forEach(reply::header);
    return reply;
  }

  private static String code(ApiException e) {
    if (e.reason().equals("notFound")) {
      return e.getMessage().contains("bucket does not exist") ? "NoSuchBucket" : "NoSuchKey";
    }
    String own = e.reason().substring(0, 1).toUpperCase(Locale.ROOT) + e.reason().substring(1);
    return CODES.getOrDefault(e.reason(), own);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
