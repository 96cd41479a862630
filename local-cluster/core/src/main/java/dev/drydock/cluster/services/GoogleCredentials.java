package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * The keys of a cluster's Google services, made once: the service account's key, the secret path
 * segment that replaces a token, and the certificate with which {@code gsutil} verifies the server.
 */
final class GoogleCredentials {
  private static final String FILE = "credentials.properties";
  private static final String KEY_STORE_PASSWORD = "DRYDOCK_KEY_STORE_PASSWORD";

  private final Path folder;
  private final Properties properties;

  private GoogleCredentials(Path folder, Properties properties) {
    this.folder = folder;
    this.properties = properties;
  }

  /** The credentials in the folder, or null if none have been made. */
  static GoogleCredentials read(Path folder) throws ClusterException {
    Properties properties = StateFiles.properties(folder.resolve(FILE));
    return properties.isEmpty() ? null : new GoogleCredentials(folder, properties);
  }

  /** Makes the credentials if they do not exist. */
  static void make(Path folder) throws ClusterException, InterruptedException {
    if (read(folder) != null) {
      return;
    }
    StateFiles.folder(folder);
    SecureRandom random = new SecureRandom();
    Properties properties = new Properties();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      properties.setProperty(
          "private-key", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
    properties.setProperty("private-key-id", hex(random, 20));
    // Google's are decimal numbers of 21 digits.
    properties.setProperty("client-id", "1%020d".formatted(new BigInteger(66, random)));
    properties.setProperty("capability", "emulator-" + hex(random, 16));
    properties.setProperty("key-store-password", hex(random, 16));
    GoogleCredentials credentials = new GoogleCredentials(folder, properties);
    credentials.makeCertificate();
    // Written last: if this file exists, so do all others.
    StateFiles.write(folder.resolve(FILE), properties);
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] chance = new byte[bytes];
    random.nextBytes(chance);
    return HexFormat.of().formatHex(chance);
  }

  /** Uses the JDK's {@code keytool}, because the class library cannot sign a certificate. */
  private void makeCertificate() throws ClusterException, InterruptedException {
    StateFiles.delete(keyStore());
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Drydock on this machine",
        "-validity",
        "3650",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-ext",
        "bc:critical=ca:true,pathlen:0",
        "-ext",
        "ku:critical=digitalSignature,keyCertSign",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-rfc", "-alias", "server", "-file", certificate().toString());
  }

  private void keytool(String... arguments) throws ClusterException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Installation.java().resolveSibling("keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore", keyStore().toString(), "-storepass:env", KEY_STORE_PASSWORD, "-noprompt"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(KEY_STORE_PASSWORD, keyStorePassword());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ClusterException(
            command.get(0) + " cannot make a certificate: " + output.strip().replace('\n', ' '));
      }
    } catch (IOException e) {
      throw new ClusterException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** The first segment of a path that needs no token. */
  String capability() {
    return properties.getProperty("capability");
  }

  Path keyStore() {
    return folder.resolve("server.p12");
  }

  String keyStorePassword() {
    return properties.getProperty("key-store-password");
  }

  /** In PEM. */
  Path certificate() {
    return folder.resolve("server.pem");
  }

  /** The service account's public key, in PEM (RFC 7468 section 13). */
  String publicKey() {
    try {
      KeyFactory keys = KeyFactory.getInstance("RSA");
      byte[] encoded = Base64.getDecoder().decode(properties.getProperty("private-key"));
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return pem(
          "PUBLIC KEY",
          keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
              .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /**
   * A key file as Google's console gives it out ({@code
   * https://cloud.google.com/iam/docs/keys-create-delete}), for tokens from {@code tokenUri}.
   */
  String keyFile(String project, String tokenUri) {
    String email = "drydock@" + project + ".iam.gserviceaccount.com";
    return """
        {
          "type": "service_account",
          "project_id": "%s",
          "private_key_id": "%s",
          "private_key": "%s",
          "client_email": "%s",
          "client_id": "%s",
          "auth_uri": "https://accounts.google.com/o/oauth2/auth",
          "token_uri": "%s",
          "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
          "client_x509_cert_url": "https://www.googleapis.com/robot/v1/metadata/x509/%s",
          "universe_domain": "googleapis.com"
        }
        """
        .formatted(
            project,
            properties.getProperty("private-key-id"),
            pem("PRIVATE KEY", Base64.getDecoder().decode(properties.getProperty("private-key")))
                .replace("\n", "\\n"),
            email,
            properties.getProperty("client-id"),
            tokenUri,
            email.replace("@", "%40"));
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
