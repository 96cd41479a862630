package dev.drydock.cluster.google;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Keys of accounts that sign assertions in tests. */
final class TestKeys {
  static final KeyPair PAIR = pair();
  static final ServiceAccount ACCOUNT =
      new ServiceAccount(
          "someone@drydock.iam.gserviceaccount.com",
          "key-1",
          "http://127.0.0.1:4443/token",
          (RSAPublicKey) PAIR.getPublic());

  private TestKeys() {}

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An assertion as RFC 7523 section 3 describes it. */
  static String jwt(String header, String claims, PrivateKey key) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String text =
        base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return text + "." + base64.encodeToString(signature.sign());
  }
}
