package dev.drydock.cloud.google;

import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpCoreContext;

/**
 * Where Cloud Storage is. The path of an endpoint may be a secret, as the local server's is: it
 * goes before the path of a request when that is sent, so that no URL has it that the library knows
 * and could put into a message or a stack trace.
 *
 * @param origin such as {@code https://storage.googleapis.com}
 * @param path that begins with a slash; empty if there is none
 */
record CloudStorageEndpoint(String origin, String path) implements HttpRequestInterceptor {
  /**
   * @param endpoint a URL, or a host and its port, as in {@code localhost:4443}
   */
  static CloudStorageEndpoint parse(String endpoint) throws StorageException {
    try {
      boolean isUrl = endpoint.contains("://");
      URI uri = new URI(isUrl ? endpoint : "http://" + endpoint);
      // A word alone, which could be a host, is more likely no address at all.
      if (Set.of("http", "https").contains(uri.getScheme())
          && uri.getRawAuthority() != null
          && (isUrl || uri.getPort() != -1)) {
        return new CloudStorageEndpoint(
            uri.getScheme() + "://" + uri.getRawAuthority(),
            uri.getRawPath().replaceAll("/+$", ""));
      }
    } catch (URISyntaxException e) {
      // Its message has the secret.
    }
    throw new StorageException(
        StorageException.Reason.FAILED,
        "gs: the endpoint is no URL such as http://127.0.0.1:4443: check STORAGE_EMULATOR_HOST");
  }

  CloudStorageEndpoint withoutPath() {
    return new CloudStorageEndpoint(origin, "");
  }

  /** A URL of an answer, such as that of an upload, as if there were no path. */
  String withoutPath(String url) {
    String secret = origin + path;
    return !path.isEmpty() && url.startsWith(secret + "/")
        ? origin + url.substring(secret.length())
        : url;
  }

  /** Puts the path before that of a request which is about to be sent. */
  @Override
  public void process(HttpRequest request, HttpContext context) throws IOException {
    HttpHost host = HttpCoreContext.adapt(context).getTargetHost();
    if (!path.isEmpty()
        && request instanceof HttpRequestWrapper wrapper
        && host != null
        && host.equals(HttpHost.create(origin))) {
      // To an HTTP proxy it is the whole URL.
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
