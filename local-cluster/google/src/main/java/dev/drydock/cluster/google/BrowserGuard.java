package dev.drydock.cluster.google;

import dev.drydock.cluster.server.BrowserRule;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Applies the {@link BrowserRule} to all requests, whatever credential they have. */
public final class BrowserGuard extends Handler.Wrapper {
  private final BrowserRule rule = BrowserRule.ownOrigin();

  public BrowserGuard(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal =
        rule.refusal(
            new BrowserRule.Request(
                Request.getRemoteAddr(request),
                request.getHttpURI().getScheme(),
                request.getMethod(),
                request.getHeaders()::get));
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    try (Reply reply = ErrorReply.of(new ApiException(403, "forbidden", refusal.get()))) {
      reply.sendTo(response);
    }
    callback.succeeded();
    return true;
  }
}
