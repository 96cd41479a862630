package dev.drydock.cloud.google;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpCoreContext;

/**
 * The address of a service. Its path may be a secret, as that of the local Cloud Storage server is.
 * The path is added to a request only when that is sent, so that the library never knows it and
 * cannot put it into a message or a stack trace.
 *
 * @param origin such as {@code https://storage.googleapis.com}
 * @param path beginning with a slash; empty if there is none
 */
public record GoogleEndpoint(String origin, String path) implements HttpRequestInterceptor {
  /**
   * Reads an address.
   *
   * @param endpoint a URL, or a host and a port, as in {@code localhost:4443}
   * @return empty if it is neither
   */
  public static Optional<GoogleEndpoint> parse(String endpoint) {
    try {
      boolean isUrl = endpoint.contains("://");
      URI uri = new URI(isUrl ? endpoint : "http://" + endpoint);
      // A single word could be a host, but is more likely a mistake.
      if (Set.of("http", "https").contains(uri.getScheme())
          && uri.getRawAuthority() != null
          && (isUrl || uri.getPort() != -1)) {
        return Optional.of(
            new GoogleEndpoint(
                uri.getScheme() + "://" + uri.getRawAuthority(),
                uri.getRawPath().replaceAll("/+$", "")));
      }
    } catch (URISyntaxException e) {
      // The message would repeat the secret.
    }
    return Optional.empty();
  }

  /** The same for clients that send a token and need no secret. */
  public GoogleEndpoint withoutPath() {
    return new GoogleEndpoint(origin, "");
  }

  /** Removes the path from a URL that the server sent, such as that of an upload. */
  public String withoutPath(String url) {
    String secret = origin + path;
    return !path.isEmpty() && url.startsWith(secret + "/")
        ? origin + url.substring(secret.length())
        : url;
  }

  /** Puts the path before that of a request that is about to be sent. */
  @Override
  public void process(HttpRequest request, HttpContext context) throws IOException {
    HttpHost host = HttpCoreContext.adapt(context).getTargetHost();
    if (!path.isEmpty()
        && request instanceof HttpRequestWrapper wrapper
        && host != null
        && host.equals(HttpHost.create(origin))) {
      // For an HTTP proxy the request has the whole URL.
      URI uri = wrapper.getURI();
      String before = uri.isAbsolute() ? uri.getScheme() + "://" + uri.getRawAuthority() : "";
      wrapper.setURI(URI.create(before + path + uri.toString().substring(before.length())));
    }
  }

  /** Without the path. */
  @Override
  public String toString() {
    return origin;
  }
}
