package dev.drydock.cluster.gcs.access;

import dev.drydock.cluster.google.ServiceAccount;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** Keys of accounts that sign URLs in tests. */
public final class TestKeys {
  public static final KeyPair PAIR = pair();
  public static final ServiceAccount ACCOUNT =
      new ServiceAccount(
          "someone@drydock.iam.gserviceaccount.com",
          "key-1",
          "http://token.example",
          (RSAPublicKey) PAIR.getPublic());

  private TestKeys() {}

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half of a private key in PEM. */
  static RSAPublicKey publicKey(String pem) throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    KeyFactory keys = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    return (RSAPublicKey)
        keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }
}
