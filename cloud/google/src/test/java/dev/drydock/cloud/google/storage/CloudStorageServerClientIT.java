package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.Identity;
import com.google.cloud.Policy;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.BucketInfo.LifecycleRule;
import com.google.cloud.storage.CopyWriter;
import com.google.cloud.storage.HmacKey;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.ServiceAccount;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.Storage.MoveBlobRequest;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRoles;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Google's own client for Java, unchanged and with the key of a service account, on the Cloud
 * Storage server of the local cluster: what the contracts of {@code cloud/contracts} do not cover.
 */
@LocalClusterTest(ServiceName.GCS)
class CloudStorageServerClientIT {
  private static Storage storage;

  @BeforeAll
  static void connect(LocalCluster cluster) throws Exception {
    URI endpoint = CloudStorageTestConnections.endpoint(cluster);
    Path keyFile = CloudStorageTestConnections.keyFile(cluster);
    try (InputStream key = Files.newInputStream(keyFile)) {
      storage =
          StorageOptions.http()
              .setProjectId("drydock")
              .setHost(endpoint.getScheme() + "://" + endpoint.getAuthority())
              .setCredentials(ServiceAccountCredentials.fromStream(key))
              .build()
              .getService();
    }
  }

  @AfterAll
  static void disconnect() throws Exception {
    storage.close();
  }

  private static String bucket() {
    return storage.create(BucketInfo.of("client-" + UUID.randomUUID())).getName();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBucketKeepsItsProperties() {
    String name = "client-" + UUID.randomUUID();
    Bucket made =
        storage.create(
            BucketInfo.newBuilder(name)
                .setLocation("EUROPE-WEST1")
                .setLabels(Map.of("team", "a"))
                .setVersioningEnabled(true)
                .setLifecycleRules(
                    List.of(
                        new LifecycleRule(
                            LifecycleRule.LifecycleAction.newDeleteAction(),
                            LifecycleRule.LifecycleCondition.newBuilder().setAge(7).build())))
                .build());

    assertThat(made.getLocation()).isEqualTo("EUROPE-WEST1");
    Bucket read = storage.get(name);
    assertThat(read.getLabels()).isEqualTo(Map.of("team", "a"));
    assertThat(read.versioningEnabled()).isTrue();
    assertThat(read.getLifecycleRules().get(0).getCondition().getAge()).isEqualTo(7);
    Bucket changed = read.toBuilder().setLabels(Map.of("team", "b")).build().update();
    assertThat(changed.getMetageneration()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                storage.update(
                    read.toBuilder().setVersioningEnabled(false).build(),
                    Storage.BucketTargetOption.metagenerationMatch()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.getCode()).isEqualTo(412));
    storage.create(BlobInfo.newBuilder(name, "x").build());
    assertThatThrownBy(() -> storage.delete(name))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void largeObjectsAreWrittenInChunks() throws Exception {
    String bucket = bucket();
    byte[] bytes = random(3 * 262_144 + 17);
    BlobInfo info = BlobInfo.newBuilder(bucket, "a//b/../한").setContentType("x/y").build();
    try (WriteChannel writer = storage.writer(info, BlobWriteOption.doesNotExist())) {
      writer.setChunkSize(262_144);
      writer.write(ByteBuffer.wrap(bytes));
    }
    Blob blob = storage.get(info.getBlobId());
    assertThat(blob.getContent()).isEqualTo(bytes);
    assertThat(blob.getContentType()).isEqualTo("x/y");
    assertThatThrownBy(
            () -> {
              try (WriteChannel writer = storage.writer(info, BlobWriteOption.doesNotExist())) {
                writer.write(ByteBuffer.wrap(bytes));
              }
            })
        .hasStackTraceContaining("412");
    storage.createFrom(info, new ByteArrayInputStream(new byte[0]));
    assertThat(storage.readAllBytes(info.getBlobId())).isEmpty();
  }

  @Test
  void everyMethodHasPreconditions() {
    String bucket = bucket();
    Blob first = storage.create(BlobInfo.newBuilder(bucket, "o").build(), utf8("1"));
    Blob second = storage.create(BlobInfo.newBuilder(bucket, "o").build(), utf8("2"));
    Blob changed = second.toBuilder().setContentType("a/b").build().update();
    assertThat(changed.getMetageneration()).isEqualTo(2);

    assertFails(412, () -> second.update(BlobTargetOption.metagenerationMatch()));
    assertFails(
        412,
        () ->
            storage.delete(
                BlobId.of(bucket, "o"), BlobSourceOption.generationMatch(first.getGeneration())));
    assertFails(
        412,
        () ->
            storage.get(
                BlobId.of(bucket, "o"), BlobGetOption.generationMatch(first.getGeneration())));
    assertFails(
        304,
        () ->
            storage.get(
                BlobId.of(bucket, "o"), BlobGetOption.generationNotMatch(second.getGeneration())));
    assertFails(
        412,
        () ->
            storage.readAllBytes(
                BlobId.of(bucket, "o"), BlobSourceOption.generationMatch(first.getGeneration())));
    assertFails(
        412,
        () ->
            storage.compose(
                ComposeRequest.newBuilder()
                    .addSource("o")
                    .setTarget(BlobInfo.newBuilder(bucket, "o").build())
                    .setTargetOptions(BlobTargetOption.doesNotExist())
                    .build()));
    assertThat(storage.readAllBytes(bucket, "o")).isEqualTo(utf8("2"));
  }

  private static void assertFails(int code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.getCode()).isEqualTo(code));
  }

  @Test
  void objectsAreComposedCopiedAndMoved() {
    String bucket = bucket();
    byte[] bytes = random(2_500_000);
    storage.create(BlobInfo.newBuilder(bucket, "a").build(), bytes);
    storage.create(BlobInfo.newBuilder(bucket, "b").build(), utf8("b"));
    Blob composed =
        storage.compose(
            ComposeRequest.newBuilder()
                .addSource("a", "b")
                .setTarget(BlobInfo.newBuilder(bucket, "c").build())
                .build());
    assertThat(composed.getComponentCount()).isEqualTo(2);
    assertThat(composed.getMd5()).isNull();
    assertThat(composed.getSize()).isEqualTo(2_500_001);

    CopyWriter copy =
        storage.copy(
            CopyRequest.newBuilder()
                .setSource(BlobId.of(bucket, "c"))
                .setTarget(BlobId.of(bucket, "d"))
                .setMegabytesCopiedPerChunk(1L)
                .build());
    int chunks = 1;
    while (!copy.isDone()) {
      copy.copyChunk();
      chunks++;
    }
    assertThat(chunks).isEqualTo(3);
    assertThat(copy.getResult().getCrc32c()).isEqualTo(composed.getCrc32c());

    Blob moved =
        storage.moveBlob(
            MoveBlobRequest.newBuilder()
                .setSource(BlobId.of(bucket, "d"))
                .setTarget(BlobId.of(bucket, "e"))
                .build());
    assertThat(moved.getSize()).isEqualTo(2_500_001);
    assertThat(storage.get(bucket, "d")).isNull();
    assertFails(
        404,
        () ->
            storage.compose(
                ComposeRequest.newBuilder()
                    .addSource("missing")
                    .setTarget(BlobInfo.newBuilder(bucket, "f").build())
                    .build()));
  }

  @Test
  void listsHavePagesPrefixesAndGlobs() {
    String bucket = bucket();
    for (String name : List.of("a/1", "a/2", "b", "c/d/1", "e.txt")) {
      storage.create(BlobInfo.newBuilder(bucket, name).build());
    }
    assertThat(names(bucket, BlobListOption.currentDirectory(), BlobListOption.pageSize(1)))
        .containsExactlyInAnyOrder("a/", "b", "c/", "e.txt");
    assertThat(storage.list(bucket, BlobListOption.currentDirectory(), BlobListOption.pageSize(1)))
        .satisfies(page -> assertThat(page.hasNextPage()).isTrue());
    assertThat(names(bucket, BlobListOption.matchGlob("**/1"))).containsExactly("a/1", "c/d/1");
    assertThat(names(bucket, BlobListOption.startOffset("a/2"), BlobListOption.endOffset("c")))
        .containsExactly("a/2", "b");
    Blob partial =
        storage.list(bucket, BlobListOption.fields(BlobField.NAME)).iterateAll().iterator().next();
    assertThat(partial.getSize()).isNull();
  }

  private static List<String> names(String bucket, BlobListOption... options) {
    return StreamSupport.stream(storage.list(bucket, options).iterateAll().spliterator(), false)
        .map(Blob::getName)
        .toList();
  }

  @Test
  void callsAreBatched() {
    String bucket = bucket();
    storage.create(BlobInfo.newBuilder(bucket, "a b").build(), utf8("x"));
    StorageBatch batch = storage.batch();
    StorageBatchResult<Blob> got = batch.get(BlobId.of(bucket, "a b"));
    StorageBatchResult<Blob> updated =
        batch.update(BlobInfo.newBuilder(bucket, "a b").setContentType("q/r").build());
    StorageBatchResult<Boolean> missing = batch.delete(BlobId.of(bucket, "none"));
    StorageBatchResult<Boolean> deleted = batch.delete(BlobId.of(bucket, "a b"));
    batch.submit();
    assertThat(got.get().getSize()).isEqualTo(1);
    assertThat(updated.get().getContentType()).isEqualTo("q/r");
    assertThat(missing.get()).isFalse();
    assertThat(deleted.get()).isTrue();
  }

  @Test
  void signedUrlsAreCheckedAndExpire() throws Exception {
    String bucket = bucket();
    BlobInfo info = BlobInfo.newBuilder(bucket, "a b/한").build();
    HttpClient client = HttpClient.newHttpClient();
    URL put =
        storage.signUrl(
            info,
            10,
            TimeUnit.MINUTES,
            SignUrlOption.httpMethod(HttpMethod.PUT),
            SignUrlOption.withHostName(host()),
            SignUrlOption.withPathStyle(),
            SignUrlOption.withV4Signature());
    HttpRequest upload =
        HttpRequest.newBuilder(put.toURI()).PUT(BodyPublishers.ofString("signed")).build();
    assertThat(client.send(upload, BodyHandlers.discarding()).statusCode()).isEqualTo(200);

    URL get = signedToRead(info, 600);
    assertThat(read(client, get.toString()).body()).isEqualTo("signed");
    HttpResponse<String> tampered = read(client, get.toString().replace("a%20b", "a%20c"));
    assertThat(tampered.statusCode()).isEqualTo(403);
    assertThat(tampered.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    URL brief = signedToRead(info, 1);
    Awaitility.await()
        .until(() -> read(client, brief.toString()).body().contains("<Code>ExpiredToken</Code>"));
  }

  private static URL signedToRead(BlobInfo info, int seconds) {
    return storage.signUrl(
        info,
        seconds,
        TimeUnit.SECONDS,
        SignUrlOption.withHostName(host()),
        SignUrlOption.withPathStyle(),
        SignUrlOption.withV4Signature());
  }

  /** The library signs for Google's own host unless it is told another. */
  private static String host() {
    return storage.getOptions().getHost();
  }

  private static HttpResponse<String> read(HttpClient client, String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  @Test
  void versionsAndHoldsAndDeletedObjectsAreKept() {
    String bucket = "client-" + UUID.randomUUID();
    storage.create(BucketInfo.newBuilder(bucket).setVersioningEnabled(true).build());
    Blob first = storage.create(BlobInfo.newBuilder(bucket, "o").build(), utf8("1"));
    storage.create(BlobInfo.newBuilder(bucket, "o").build(), utf8("2"));
    assertThat(names(bucket, BlobListOption.versions(true))).containsExactly("o", "o");
    assertThat(storage.readAllBytes(first.getBlobId())).isEqualTo(utf8("1"));
    Blob held = storage.get(bucket, "o").toBuilder().setTemporaryHold(true).build().update();
    assertFails(403, () -> storage.delete(bucket, "o"));
    held.toBuilder().setTemporaryHold(false).build().update();
    assertThat(storage.delete(bucket, "o")).isTrue();
    assertThat(storage.get(bucket, "o")).isNull();
  }

  @Test
  void policiesAndKeysAreKept() {
    String bucket = bucket();
    Policy policy =
        storage.getIamPolicy(bucket).toBuilder()
            .addIdentity(StorageRoles.objectViewer(), Identity.allUsers())
            .build();
    storage.setIamPolicy(bucket, policy);
    assertThat(storage.getIamPolicy(bucket).getBindings()).containsKey(StorageRoles.objectViewer());
    assertThat(storage.testIamPermissions(bucket, List.of("storage.objects.get")))
        .containsExactly(true);
    HmacKey key = storage.createHmacKey(ServiceAccount.of("a@drydock.example"));
    assertThat(storage.getHmacKey(key.getMetadata().getAccessId()).getState())
        .isEqualTo(HmacKey.HmacKeyState.ACTIVE);
  }
}
