package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The one account that a server knows, with the public half of its key.
 *
 * @param email {@code client_email} of the key file
 * @param keyId {@code private_key_id} of the key file
 * @param tokenUri {@code token_uri} of the key file: the audience of the account's assertions
 */
public record ServiceAccount(String email, String keyId, String tokenUri, RSAPublicKey publicKey) {
  /**
   * Reads the names from the key file of a service account and the key from a PEM file ({@code
   * SubjectPublicKeyInfo}, RFC 7468 section 13). The server has no use for the private key.
   */
  public static ServiceAccount read(Path keyFile, Path publicKey) throws IOException {
    JsonNode file = new ObjectMapper().readTree(keyFile.toFile());
    try {
      String base64 = Files.readString(publicKey).replaceAll("-----[A-Z ]+-----|\\s", "");
      return new ServiceAccount(
          file.path("client_email").asText(),
          file.path("private_key_id").asText(),
          file.path("token_uri").asText(),
          (RSAPublicKey)
              KeyFactory.getInstance("RSA")
                  .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(publicKey + " is not an RSA public key: " + e.getMessage(), e);
    }
  }

  /** Whether the private key made this signature of the text (RSASSA-PKCS1-v1_5 with SHA-256). */
  public boolean hasSigned(String text, byte[] signature) {
    try {
      Signature verification = Signature.getInstance("SHA256withRSA");
      verification.initVerify(publicKey);
      verification.update(text.getBytes(StandardCharsets.UTF_8));
      return verification.verify(signature);
    } catch (GeneralSecurityException e) {
      // The length is wrong, or it is not a signature at all.
      return false;
    }
  }
}
