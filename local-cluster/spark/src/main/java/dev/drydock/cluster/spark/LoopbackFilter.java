package dev.drydock.cluster.spark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other origins away from Spark's, which listen on the loopback address and ask
 * nobody for a password. Named in {@code spark.ui.filters}; Spark makes one for every page.
 *
 * <p>A page of another site can reach a loopback port through the browser in two ways: by a name of
 * its own that resolves to 127.0.0.1, which the Host header tells (DNS rebinding), and by a request
 * across origins, which the Origin and Sec-Fetch headers tell (Fetch Metadata Request Headers,
 * section 2). Following a link to a page stays possible: it shows the page to the user only.
 */
public final class LoopbackFilter implements Filter {
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Optional<String> refusal = refusal(http.getMethod(), http::getHeader);
    if (refusal.isPresent()) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, refusal.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * Why a request is refused, or empty if it is not.
   *
   * @param header gives a header's value by its name, null if it is absent
   */
  static Optional<String> refusal(String method, UnaryOperator<String> header) {
    String host = header.apply("Host");
    if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
      return Optional.of("ask for this page as 127.0.0.1 or localhost");
    }
    String origin = header.apply("Origin");
    String site = header.apply("Sec-Fetch-Site");
    if ((origin == null || origin.equalsIgnoreCase("http://" + host))
        && (site == null || OWN_SITE.contains(site) || followsLink(method, header))) {
      return Optional.empty();
    }
    return Optional.of("this page does not answer pages of another origin");
  }

  private static boolean followsLink(String method, UnaryOperator<String> header) {
    return method.equals("GET")
        && "navigate".equals(header.apply("Sec-Fetch-Mode"))
        && "document".equals(header.apply("Sec-Fetch-Dest"));
  }
}
