package dev.drydock.cluster.google;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bearer tokens that the server does not have to remember. Each contains the second at which it
 * expires, random bytes, and a message authentication code over both. So a token outlives a restart
 * of the server.
 */
public final class AccessTokens {
  /** A token expires after this time. */
  public static final Duration LIFE = Duration.ofHours(1);

  /** Google's tokens begin like this. */
  private static final String PREFIX = "ya29.";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int RANDOM_BYTES = 16;
  private static final int PAYLOAD_BYTES = Long.BYTES + RANDOM_BYTES;
  private static final int CODE_BYTES = 32;

  private final SecretKeySpec key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param secret of this server, with at least 128 random bits
   */
  public AccessTokens(String secret, InstantSource clock) {
    this.key =
        new SecretKeySpec(("access tokens " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** A new token. */
  public String issue() {
    byte[] unique = new byte[RANDOM_BYTES];
    random.nextBytes(unique);
    byte[] payload =
        ByteBuffer.allocate(PAYLOAD_BYTES)
            .putLong(clock.instant().plus(LIFE).getEpochSecond())
            .put(unique)
            .array();
    byte[] token =
        ByteBuffer.allocate(PAYLOAD_BYTES + CODE_BYTES).put(payload).put(code(payload)).array();
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** Whether this server has issued the token and it has not expired. */
  boolean accepts(String token) {
    if (!token.startsWith(PREFIX)) {
      return false;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.length != PAYLOAD_BYTES + CODE_BYTES) {
      return false;
    }
    byte[] payload = Arrays.copyOf(bytes, PAYLOAD_BYTES);
    byte[] code = Arrays.copyOfRange(bytes, PAYLOAD_BYTES, bytes.length);
    return MessageDigest.isEqual(code, code(payload))
        && clock.instant().getEpochSecond() < ByteBuffer.wrap(payload).getLong();
  }

  private byte[] code(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
