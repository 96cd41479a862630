package dev.drydock.cluster.hadoop;

import dev.drydock.cluster.server.BrowserRule;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.http.FilterContainer;
import org.apache.hadoop.http.FilterInitializer;

/** Applies {@link HadoopRule} to the web pages of all daemons except the DataNode. */
public final class BrowserGuard extends FilterInitializer {
  @Override
  public void initFilter(FilterContainer container, Configuration configuration) {
    container.addGlobalFilter("browser-guard", Guard.class.getName(), Map.of());
  }

  /** The servlet filter. Hadoop's web server creates it by its name. */
  public static final class Guard implements Filter {
    private final HadoopRule rule = new HadoopRule(BrowserRule.ownOrigin());

    @Override
    public void init(FilterConfig configuration) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequest http = (HttpServletRequest) request;
      Optional<String> refusal =
          rule.refusal(
              new BrowserRule.Request(
                  http.getRemoteAddr(), http.getScheme(), http.getMethod(), http::getHeader),
              path(http),
              http.getQueryString());
      if (refusal.isPresent()) {
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, refusal.get());
      } else {
        chain.doFilter(request, response);
      }
    }

    /** The path as servlets see it. In the request, "/../" or an escape may hide it. */
    private static String path(HttpServletRequest request) {
      return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    @Override
    public void destroy() {}
  }
}
