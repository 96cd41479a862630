package dev.drydock.cluster.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** {@code POST /token}: the {@code token_uri} in the key file of a service account. */
public final class TokenEndpoint extends Handler.Abstract {
  static final String PATH = "/token";

  /** An assertion is about a kilobyte. */
  private static final int LONGEST_BODY = 64 << 10;

  private static final int MOST_FIELDS = 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenGrant grant;

  public TokenEndpoint(TokenGrant grant) {
    this.grant = grant;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return false;
    }
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
      return answer(
          response,
          callback,
          HttpStatus.METHOD_NOT_ALLOWED_405,
          refusal("invalid_request", "The token endpoint takes POST requests only"));
    }
    Map<String, String> form = new HashMap<>();
    for (Fields.Field field : FormFields.getFields(request, MOST_FIELDS, LONGEST_BODY)) {
      form.put(field.getName(), field.getValue());
    }
    try {
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("access_token", grant.token(form));
      token.put("expires_in", AccessTokens.LIFE.toSeconds());
      token.put("token_type", "Bearer");
      return answer(response, callback, HttpStatus.OK_200, token);
    } catch (TokenGrant.Refusal e) {
      return answer(
          response, callback, HttpStatus.BAD_REQUEST_400, refusal(e.error(), e.getMessage()));
    }
  }

  private static Map<String, Object> refusal(String error, String description) {
    Map<String, Object> refusal = new LinkedHashMap<>();
    refusal.put("error", error);
    refusal.put("error_description", description);
    return refusal;
  }

  private static boolean answer(
      Response response, Callback callback, int status, Map<String, Object> body)
      throws JsonProcessingException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    // RFC 6749 section 5.1.
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, JSON.writeValueAsString(body), callback);
    return true;
  }
}
