package dev.drydock.cluster.gcs;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;

/**
 * What a page of any web site could send from a browser on this machine is refused, whatever
 * credential it came by: a name of the attacker's that leads to 127.0.0.1 (DNS rebinding) is seen
 * by {@code Host}, a script by {@code Origin} (RFC 6454), an image or a link by {@code
 * Sec-Fetch-Site} (W3C Fetch Metadata).
 */
final class BrowserRules {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private BrowserRules() {}

  static void check(HttpFields headers) throws ApiException {
    String host = headers.get("Host");
    if (host == null
        || !LOOPBACK.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", ""))) {
      throw refused("Use 127.0.0.1 or localhost in the address: no other host name is answered.");
    }
    String origin = headers.get("Origin");
    if ((origin != null && !isLoopback(origin))
        || "cross-site".equalsIgnoreCase(headers.get("Sec-Fetch-Site"))) {
      throw refused("A page of another site may not use this.");
    }
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ApiException refused(String message) {
    return new ApiException(403, "forbidden", message);
  }
}
