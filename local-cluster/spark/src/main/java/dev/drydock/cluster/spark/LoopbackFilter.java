package dev.drydock.cluster.spark;

import dev.drydock.cluster.server.BrowserRule;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Applies the {@link BrowserRule} to Spark's web pages, which ask for no password. It is named in
 * {@code spark.ui.filters}, and Spark creates one for every page.
 */
public final class LoopbackFilter implements Filter {
  private final BrowserRule rule = BrowserRule.ownOrigin();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Optional<String> refusal =
        rule.refusal(
            new BrowserRule.Request(
                http.getRemoteAddr(), http.getScheme(), http.getMethod(), http::getHeader));
    if (refusal.isPresent()) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, refusal.get());
    } else {
      chain.doFilter(request, response);
    }
  }
}
