package dev.drydock.cluster.google;

/** Accepts requests with a token from {@link TokenEndpoint} (RFC 6750, section 2.1). */
public final class TokenCheck {
  private static final String REALM = "Bearer realm=\"https://accounts.google.com/\"";
  private static final String SCHEME = "bearer ";

  private final AccessTokens tokens;

  public TokenCheck(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @param authorization the value of the header, null if there is none
   * @throws ApiException 401 {@code required} without a credential, 401 {@code authError} for a
   *     wrong or expired token; the message never contains the credential
   */
  public void check(String authorization) throws ApiException {
    if (authorization == null || authorization.isBlank()) {
      throw new ApiException(
              401,
              "required",
              "Anonymous caller does not have access: send a token of " + TokenEndpoint.PATH + ".")
          .header("WWW-Authenticate", REALM);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !tokens.accepts(authorization.substring(SCHEME.length()).strip())) {
      throw new ApiException(401, "authError", "Invalid Credentials")
          .header("WWW-Authenticate", REALM + ", error=\"invalid_token\"");
    }
  }
}
