package dev.drydock.cluster.gcs;

import dev.drydock.cluster.gcs.access.ApiPaths;
import dev.drydock.cluster.gcs.access.AuthenticatedRequest;
import dev.drydock.cluster.gcs.access.Authenticator;
import dev.drydock.cluster.gcs.store.StoreFullException;
import dev.drydock.cluster.gcs.xml.XmlErrors;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiHandler;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.ErrorReply;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** Authenticates a request and passes it to {@link Routes}. */
final class GcsApi implements ApiHandler.Api {
  private static final Pattern UPLOAD_ID = Pattern.compile("(?:^|&)upload_id=([0-9a-f]+)(?:&|$)");

  private final Authenticator authenticator;
  private final Routes routes;

  GcsApi(Authenticator authenticator, Routes routes) {
    this.authenticator = authenticator;
    this.routes = routes;
  }

  @Override
  public Reply answer(Request request, InputStream body) throws IOException, ApiException {
    try {
      return routes.answer(call(request, body));
    } catch (StoreFullException e) {
      System.err.println(e.getMessage());
      throw new ApiException(507, "insufficientStorage", e.getMessage(), e);
    }
  }

  @Override
  public Reply refuse(Request request, ApiException error) {
    String path = request.getHttpURI().getPath();
    boolean json = path != null && ApiPaths.isJson(path.replaceFirst("^/emulator-[^/]*", ""));
    return json ? ErrorReply.of(error) : XmlErrors.of(error);
  }

  private ApiRequest call(Request request, InputStream body) throws IOException, ApiException {
    Caller caller = authenticate(request);
    AuthenticatedRequest authenticated = caller.request();
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      headers.merge(field.getName(), field.getValue(), (one, other) -> one + "," + other);
    }
    // In the JSON API the body was compressed for the transfer. In the XML API it is a property.
    boolean compressed =
        "gzip".equalsIgnoreCase(headers.get("Content-Encoding"))
            && ApiPaths.isJson(authenticated.path());
    if (compressed) {
      headers.remove("Content-Length");
    }
    return new ApiRequest(
        request.getMethod(),
        authenticated.path(),
        request.getHttpURI().getQuery(),
        authenticated.baseUrl(),
        caller.known(),
        headers,
        compressed ? new GZIPInputStream(body) : body);
  }

  /**
   * A request that passed authentication.
   *
   * @param known whether it has a credential; if not, the calls in it need one each
   */
  private record Caller(AuthenticatedRequest request, boolean known) {}

  private Caller authenticate(Request request) throws IOException, ApiException {
    try {
      return new Caller(authenticator.authenticate(request), true);
    } catch (ApiException e) {
      if (e.status() != 401) {
        throw e;
      }
      HttpURI uri = request.getHttpURI();
      String host = request.getHeaders().get(HttpHeader.HOST);
      AuthenticatedRequest plain =
          new AuthenticatedRequest(uri.getPath(), uri.getScheme() + "://" + host);
      String credential = request.getHeaders().get(HttpHeader.AUTHORIZATION);
      if ((credential == null || credential.isBlank()) && ApiPaths.isBatch(uri.getPath())) {
        return new Caller(plain, false);
      }
      // The address of an upload in progress is a credential by itself, as on Google's server.
      Matcher id = UPLOAD_ID.matcher(Objects.requireNonNullElse(uri.getQuery(), ""));
      if (continuesUpload(request) && id.find() && routes.resumable().knows(id.group(1))) {
        return new Caller(plain, true);
      }
      throw e;
    }
  }

  /** Whether the request can change only the upload that its query names. */
  private static boolean continuesUpload(Request request) {
    String path = request.getHttpURI().getPath();
    boolean changes = request.getMethod().equals("PUT") || request.getMethod().equals("DELETE");
    return changes && (!ApiPaths.isJson(path) || path.matches("/(resumable/)?upload/.*"));
  }
}
