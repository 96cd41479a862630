package dev.drydock.cluster.hadoop;

import java.io.IOException;
import java.util.Map;
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

/** Puts {@link BrowserRules} before every page of every daemon but the DataNode. */
public final class BrowserGuard extends FilterInitializer {
  @Override
  public void initFilter(FilterContainer container, Configuration configuration) {
    container.addGlobalFilter("browser-guard", Guard.class.getName(), Map.of());
  }

  /** The servlet filter itself, which the container makes by its name. */
  public static final class Guard implements Filter {
    @Override
    public void init(FilterConfig configuration) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequest http = (HttpServletRequest) request;
      Optional<String> refusal =
          BrowserRules.refusal(
              request.getRemoteAddr(),
              http.getMethod(),
              http.getRequestURI(),
              http.getHeader("Host"),
              http.getHeader("Origin"),
              http.getHeader("Sec-Fetch-Site"));
      if (refusal.isPresent()) {
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, refusal.get());
      } else {
        chain.doFilter(request, response);
      }
    }

    @Override
    public void destroy() {}
  }
}
