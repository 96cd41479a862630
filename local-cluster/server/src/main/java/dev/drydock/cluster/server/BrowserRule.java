package dev.drydock.cluster.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Which HTTP requests a server on the loopback address answers. A page of any web site, open in a
 * browser on this machine, can send requests to 127.0.0.1. The rule refuses them:
 *
 * <ul>
 *   <li>A name that its owner points to 127.0.0.1 (DNS rebinding) is recognized by {@code Host}.
 *   <li>A script or a form of another origin, which includes every other port of this machine, is
 *       recognized by {@code Origin} (RFC 6454, section 7). Browsers send it with every request
 *       that can change something, simple POSTs included.
 *   <li>An image, a script or a frame of another origin is recognized by {@code Sec-Fetch-Site}
 *       (W3C Fetch Metadata, section 2).
 * </ul>
 *
 * <p>A page can neither change nor remove these headers. The rule allows a link that the user
 * follows from any page: the browser shows the reply to the user, and the page with the link cannot
 * read it. Programs send none of these headers except {@code Host}.
 */
public final class BrowserRule {
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
  private static final Set<String> IPV6_LOOPBACK = Set.of("::1", "0:0:0:0:0:0:0:1");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final Set<String> trusted;

  private BrowserRule(Set<String> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  /** The rule of a server that only its own pages use. */
  public static BrowserRule ownOrigin() {
    return new BrowserRule(Set.of());
  }

  /**
   * The rule of a server that the pages of other servers use as well.
   *
   * @param origins of these pages, in lower case, such as {@code http://127.0.0.1:9870}
   */
  public static BrowserRule trusting(Set<String> origins) {
    return new BrowserRule(origins);
  }

  /**
   * A request, as far as the rule looks at it.
   *
   * @param remoteAddress the sender's, as digits
   * @param scheme {@code http} or {@code https}
   * @param method such as {@code GET}
   * @param header gives the value of a header by its name in any case, null if it is absent
   */
  public record Request(
      String remoteAddress, String scheme, String method, UnaryOperator<String> header) {

    /** Whether another site sends it, a link that the user follows included. */
    public boolean crossSite() {
      return "cross-site".equals(header.apply("Sec-Fetch-Site"));
    }

    private boolean followsLink() {
      return method.equals("GET")
          && "navigate".equals(header.apply("Sec-Fetch-Mode"))
          && "document".equals(header.apply("Sec-Fetch-Dest"));
    }
  }

  /** One line that says why the request is refused, or empty if it is allowed. */
  public Optional<String> refusal(Request request) {
    String remote = request.remoteAddress();
    if (!remote.startsWith("127.") && !IPV6_LOOPBACK.contains(remote)) {
      return Optional.of("this server answers only programs on its own machine");
    }
    String host = request.header().apply("Host");
    if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
      return Optional.of(
          "use 127.0.0.1 or localhost in the address: this server answers no other host name");
    }
    return answers(request, host)
        ? Optional.empty()
        : Optional.of("this server does not answer web pages of another origin");
  }

  private boolean answers(Request request, String host) {
    String origin = request.header().apply("Origin");
    if (origin != null) {
      return origin.equalsIgnoreCase(request.scheme() + "://" + host)
          || trusted.contains(origin.toLowerCase(Locale.ROOT));
    }
    String site = request.header().apply("Sec-Fetch-Site");
    return site == null || OWN_SITE.contains(site) || request.followsLink();
  }
}
