package dev.drydock.cluster.google;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every request that Jetty receives with the reply or the error of an API. */
public final class ApiHandler extends Handler.Abstract {
  /** How much of a refused request's body is read, so that the client gets to read the error. */
  private static final long MOST_DRAINED = 256L << 20;

  private final Api api;

  public ApiHandler(Api api) {
    this.api = api;
  }

  /** Answers the requests. */
  public interface Api {
    /**
     * @throws IOException if it fails; the reason goes to the log, and the client gets a 500
     */
    Reply answer(Request request, InputStream body) throws IOException, ApiException;

    /** The reply for an error, in the shape that the client reads. */
    Reply refuse(Request request, ApiException error);
  }

  /** The connection broke while the body was read. */
  private static final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
      super(cause);
    }
  }

  /** Distinguishes failures of the connection from failures of the disk. */
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
      // The reply is incomplete. The connection is closed, so that no client takes it for complete.
      callback.failed(e);
    }
    return true;
  }

  private Reply reply(Request request, InputStream body) throws IOException {
    try {
      return api.answer(request, body);
    } catch (ApiException e) {
      return api.refuse(request, e);
    } catch (ClientGoneException e) {
      throw e;
    } catch (EOFException e) {
      return api.refuse(
          request,
          new ApiException(400, "badRequest", "The body is cut short: " + e.getMessage(), e));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return api.refuse(
          request, new ApiException(500, "backendError", "Internal error: " + e.getMessage(), e));
    }
  }

  /**
   * Reads the rest of a body, if only its end. Otherwise the connection could not take the next
   * request. It would be closed while its client may already be sending that request.
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
}
