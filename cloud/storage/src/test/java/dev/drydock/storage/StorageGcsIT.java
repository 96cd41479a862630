package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.FaultProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program on Cloud Storage. */
@LocalClusterTest(ServiceName.GCS)
final class StorageGcsIT extends CloudContract {
  private final LocalCluster cluster;
  private final String bucket = "storage-" + UUID.randomUUID();

  StorageGcsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void makeABucket() throws Exception {
    succeed("mb", "gs://" + bucket);
  }

  @Override
  StorageProcess program() throws Exception {
    return new StorageProcess(folder.resolve("state"), cluster);
  }

  @Override
  String root() {
    return "gs://" + bucket + "/";
  }

  /** Cloud Storage does not list sessions. They end by themselves after a week. */
  @Override
  List<String> unfinished() {
    return List.of();
  }

  @Override
  FaultProxy proxy() throws Exception {
    return new FaultProxy(URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST")));
  }

  @Override
  StorageProcess through(FaultProxy proxy) throws Exception {
    return program().with("STORAGE_EMULATOR_HOST", proxy.uri().toString());
  }

  @Override
  List<Refused> refused() throws Exception {
    URI endpoint = URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST"));
    String origin = "http://" + endpoint.getAuthority();
    StorageProcess withoutKey = program().with("GOOGLE_APPLICATION_CREDENTIALS", "");
    return List.of(
        new Refused(
            withoutKey.with("STORAGE_EMULATOR_HOST", origin),
            "the server does not accept the token"),
        new Refused(
            withoutKey.with("STORAGE_EMULATOR_HOST", origin + "/emulator-wrong"),
            "the server does not accept the token"),
        new Refused(
            program().with("GOOGLE_APPLICATION_CREDENTIALS", keyOfAnother().toString()),
            "access denied: the token endpoint refused the key"));
  }

  private Path keyOfAnother() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] another = generator.generateKeyPair().getPrivate().getEncoded();
    Map<String, Object> key = JSON.std.mapFrom(Files.readString(keyFile()));
    key.put(
        "private_key",
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(another)
            + "\n-----END PRIVATE KEY-----\n");
    return Files.writeString(folder.resolve("another.json"), JSON.std.asString(key));
  }

  private Path keyFile() throws Exception {
    return Path.of(cluster.environment().get("GOOGLE_APPLICATION_CREDENTIALS"));
  }

  @Override
  List<String> secrets() throws Exception {
    List<String> secrets = new ArrayList<>();
    secrets.add(URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST")).getPath());
    String pem = (String) JSON.std.mapFrom(Files.readString(keyFile())).get("private_key");
    pem.lines().filter(line -> !line.startsWith("-")).forEach(secrets::add);
    // The beginning of a token.
    secrets.add("Bearer ");
    return secrets;
  }

  @Override
  Path clusterDirectory() {
    return cluster.directory();
  }

  @Override
  List<String> oddNames() {
    return List.of(
        "a//b",
        "x/../y",
        "x/./y",
        "../z",
        "//x",
        "a?b=c#d",
        "a%20b+c",
        "한".repeat(341) + "n",
        "日本語/".repeat(100) + "テスト");
  }

  @Test
  void missingBucketsAreOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    assertThat(failure("cp", file.toString(), "gs://no-such-bucket-here/x"))
        .contains("gs://no-such-bucket-here");
    assertThat(failure("cat", root() + "none")).contains("object does not exist");
  }
}
