package dev.drydock.cluster.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleCredentialsTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": \"([^\"]*)\"");

  @TempDir private static Path parent;
  private static Path folder;
  private static GoogleCredentials credentials;

  @BeforeAll
  static void make() throws Exception {
    folder = parent.resolve("google");
    assertThat(GoogleCredentials.read(folder)).isNull();
    GoogleCredentials.make(folder);
    credentials = GoogleCredentials.read(folder);
  }

  @Test
  void areMadeOnceAndForTheOwnerAlone() throws Exception {
    String before = credentials.keyFile("p", "http://127.0.0.1:1/token");

    GoogleCredentials.make(folder);

    GoogleCredentials again = GoogleCredentials.read(folder);
    assertThat(again.keyFile("p", "http://127.0.0.1:1/token")).isEqualTo(before);
    assertThat(again.capability())
        .isEqualTo(credentials.capability())
        .matches("emulator-[0-9a-f]{32}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("credentials.properties"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theKeyFileHasWhatGooglesHave() {
    String file = credentials.keyFile("drydock", "http://127.0.0.1:4443/token");

    assertThat(FIELD.matcher(file).results().map(field -> field.group(1)))
        .containsExactly(
            "type",
            "project_id",
            "private_key_id",
            "private_key",
            "client_email",
            "client_id",
            "auth_uri",
            "token_uri",
            "auth_provider_x509_cert_url",
            "client_x509_cert_url",
            "universe_domain");
    assertThat(field(file, "type")).isEqualTo("service_account");
    assertThat(field(file, "client_email")).isEqualTo("drydock@drydock.iam.gserviceaccount.com");
    assertThat(field(file, "token_uri")).isEqualTo("http://127.0.0.1:4443/token");
    assertThat(field(file, "private_key_id")).matches("[0-9a-f]{40}");
    assertThat(field(file, "client_id")).matches("1\\d{20}");
  }

  @Test
  void thePublicKeyIsThePrivateKeysOther() throws Exception {
    String file = credentials.keyFile("drydock", "");
    KeyFactory keys = KeyFactory.getInstance("RSA");
    PrivateKey key =
        keys.generatePrivate(
            new PKCS8EncodedKeySpec(decoded(field(file, "private_key").replace("\\n", "\n"))));
    PublicKey other = keys.generatePublic(new X509EncodedKeySpec(decoded(credentials.publicKey())));
    byte[] text = "signed".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();

    signature.initVerify(other);
    signature.update(text);

    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void theCertificateIsOfThisMachine() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(credentials.keyStore())) {
      store.load(stream, credentials.keyStorePassword().toCharArray());
    }
    X509Certificate certificate;
    try (InputStream stream = Files.newInputStream(credentials.certificate())) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }

    assertThat(store.getCertificate("server")).isEqualTo(certificate);
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> name.get(1))
        .isEqualTo(List.of("127.0.0.1", "localhost"));
  }

  private static String field(String file, String name) {
    Matcher field = FIELD.matcher(file);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    throw new AssertionError(name + " is missing");
  }

  private static byte[] decoded(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
