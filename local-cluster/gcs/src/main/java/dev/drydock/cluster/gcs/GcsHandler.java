package dev.drydock.cluster.gcs;

import java.io.EOFException;
import java.io.FilterInputStream;
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
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between HTTP and {@link Routes}: who asks, and errors in the shape that the caller reads. */
final class GcsHandler extends Handler.Abstract {
  /** What is read of a body that is refused, so that its sender gets to read the refusal. */
  private static final long MOST_DRAINED = 256L << 20;

  private static final Pattern UPLOAD_ID = Pattern.compile("(?:^|&)upload_id=([0-9a-f]+)(?:&|$)");

  private final Authenticator authenticator;
  private final Routes routes;

  GcsHandler(Authenticator authenticator, Routes routes) {
    this.authenticator = authenticator;
    this.routes = routes;
  }

  /** The connection has broken while the body was read. */
  private static final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
      super(cause);
    }
  }

  /** Tells what goes wrong with the client from what goes wrong with the disk. */
  private static final class ClientBody extends FilterInputStream {
    ClientBody(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw new ClientGoneException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new ClientGoneException(e);
      }
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    InputStream body = new ClientBody(Content.Source.asInputStream(request));
    try (Reply reply = reply(request, body)) {
      drain(body);
      reply.sendTo(response);
      callback.succeeded();
    } catch (IOException e) {
      // Half an answer: the connection is closed, so that it is not taken for a whole one.
      callback.failed(e);
    }
    return true;
  }

  private Reply reply(Request request, InputStream body) throws IOException {
    ApiException refusal;
    try {
      return routes.answer(call(request, body));
    } catch (ApiException e) {
      refusal = e;
    } catch (ClientGoneException e) {
      throw e;
    } catch (StoreFullException e) {
      System.err.println(e.getMessage());
      refusal = new ApiException(507, "insufficientStorage", e.getMessage(), e);
    } catch (EOFException e) {
      refusal = new ApiException(400, "badRequest", "The body is cut short: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      refusal = new ApiException(500, "backendError", "Internal error: " + e.getMessage(), e);
    }
    boolean json = Routes.isJson(withoutCapability(request.getHttpURI().getPath()));
    return json ? ErrorReply.json(refusal) : ErrorReply.xml(refusal);
  }

  private static String withoutCapability(String path) {
    return path == null ? "/" : path.replaceFirst("^/emulator-[^/]*", "");
  }

  /**
   * Reads what is left of a body, if only its end. A connection with something of it under way
   * could not take the next request, and would be closed when its client may have begun with that.
   */
  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long drained = 0;
    for (int count = body.read(buffer);
        count >= 0 && drained < MOST_DRAINED;
        count = body.read(buffer)) {
      drained += count;
    }
  }

  private ApiRequest call(Request request, InputStream body) throws IOException, ApiException {
    Caller caller = authenticate(request);
    AuthenticatedRequest authenticated = caller.request();
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      headers.merge(field.getName(), field.getValue(), (one, other) -> one + "," + other);
    }
    // How the JSON API's clients compress what they send; in the XML API it is a property.
    boolean compressed =
        "gzip".equalsIgnoreCase(headers.get("Content-Encoding"))
            && Routes.isJson(authenticated.path());
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
   * A request that may be answered.
   *
   * @param known whether for what it is; else for what is in it, if that says who asks
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
      if ((credential == null || credential.isBlank()) && Routes.isBatch(uri.getPath())) {
        return new Caller(plain, false);
      }
      // The address of an upload under way is a credential by itself, as it is at Google's.
      Matcher id = UPLOAD_ID.matcher(Objects.requireNonNullElse(uri.getQuery(), ""));
      if (continuesUpload(request) && id.find() && routes.resumable().knows(id.group(1))) {
        return new Caller(plain, true);
      }
      throw e;
    }
  }

  /** Whether it goes where nothing but the upload that the query names is touched. */
  private static boolean continuesUpload(Request request) {
    String path = request.getHttpURI().getPath();
    boolean changes = request.getMethod().equals("PUT") || request.getMethod().equals("DELETE");
    return changes && (!Routes.isJson(path) || path.matches("/(resumable/)?upload/.*"));
  }
}
