package dev.drydock.cluster.hadoop;

import dev.drydock.cluster.server.BrowserRule;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which HTTP requests a Hadoop daemon answers. It asks for no password, so besides the {@link
 * BrowserRule} it refuses every request that could run code.
 */
final class HadoopRule {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final BrowserRule rule;

  HadoopRule(BrowserRule rule) {
    this.rule = rule;
  }

  /**
   * One line that says why a request is refused, or empty if it is allowed.
   *
   * @param path begins with a slash, without the query
   * @param query null if there is none
   */
  Optional<String> refusal(BrowserRule.Request request, String path, String query) {
    Optional<String> refusal = rule.refusal(request);
    if (refusal.isPresent()) {
      return refusal;
    }
    // Some pages change things on GET (/logLevel, /fsck), and need parameters for it.
    if (request.crossSite() && query != null) {
      return Optional.of("a link on another site may not pass parameters to this server");
    }
    // Any client of HDFS may change its files. Other HTTP requests that change something can run
    // code.
    if (!READING.contains(request.method().toUpperCase(Locale.ROOT))
        && !path.startsWith("/webhdfs/")) {
      return Optional.of("use the hdfs, yarn and mapred commands to change anything");
    }
    if (path.startsWith("/container")) {
      return Optional.of("this server opens no shell in a container");
    }
    return Optional.empty();
  }
}
