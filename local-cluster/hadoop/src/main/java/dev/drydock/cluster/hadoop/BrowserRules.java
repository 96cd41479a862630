package dev.drydock.cluster.hadoop;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which HTTP requests a daemon answers. It asks for no password, so a page of any web site, open in
 * a browser on this machine, could reach it; a request that such a page can make is refused.
 *
 * <p>A name of the attacker's that leads to 127.0.0.1 (DNS rebinding) is seen by its {@code Host};
 * a script or a form of another site by {@code Origin} (RFC 6454) or by {@code Sec-Fetch-Site} (W3C
 * Fetch Metadata), which a page cannot change.
 */
final class BrowserRules {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> IPV6_LOOPBACK = Set.of("::1", "0:0:0:0:0:0:0:1");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private BrowserRules() {}

  /**
   * Why a request is refused, or empty if it is not. A header that is absent is null.
   *
   * @param remoteAddress the caller's, as digits
   * @param path begins with a slash
   */
  static Optional<String> refusal(
      String remoteAddress,
      String method,
      String path,
      String host,
      String origin,
      String fetchSite) {
    // The pages of a MapReduce application master listen on all addresses, whatever is set.
    if (!remoteAddress.startsWith("127.") && !IPV6_LOOPBACK.contains(remoteAddress)) {
      return Optional.of("this answers this machine only");
    }
    if (host == null || !LOOPBACK.contains(withoutPort(host))) {
      return Optional.of(
          "use 127.0.0.1 or localhost in the address: this answers no other host name");
    }
    if (origin != null && !isLoopback(origin)) {
      return Optional.of("a page of another site may not use this");
    }
    if (fetchSite != null && fetchSite.equalsIgnoreCase("cross-site")) {
      return Optional.of("a page of another site may not use this");
    }
    // Files in HDFS may be changed by who can reach them; whatever else changes by HTTP can run
    // code.
    if (!READING.contains(method.toUpperCase(Locale.ROOT)) && !path.startsWith("/webhdfs/")) {
      return Optional.of(
          "applications are submitted and ended by the yarn and hadoop commands only");
    }
    // A shell in a running container.
    if (path.startsWith("/container")) {
      return Optional.of("no shell is given by HTTP");
    }
    return Optional.empty();
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
  }
}
