package dev.drydock.cluster.spark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
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
    String host = http.getHeader("Host");
    if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
      refuse(response, "ask for this page as 127.0.0.1 or localhost");
    } else if (isForeign(http, host)) {
      refuse(response, "this page does not answer pages of another origin");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isForeign(HttpServletRequest request, String host) {
    String origin = request.getHeader("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !OWN_SITE.contains(site) && !followsLink(request);
  }

  private static boolean followsLink(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  private static void refuse(ServletResponse response, String reason) throws IOException {
    ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, reason);
  }
}
