package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BucketsResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  @Test
  void aBucketKeepsWhatItIsGiven() throws Exception {
    String bucket =
        server.bucket(
            "\"location\":\"europe-west1\",\"storageClass\":\"NEARLINE\",\"labels\":{\"team\":\"a\"},"
                + "\"lifecycle\":{\"rule\":[{\"action\":{\"type\":\"Delete\"},\"condition\":{\"age\":3}}]},"
                + "\"versioning\":{\"enabled\":true}");

    Answer answer = server.get("/storage/v1/b/" + bucket);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("kind")).isEqualTo("storage#bucket");
    assertThat(answer.field("location")).isEqualTo("EUROPE-WEST1");
    assertThat(answer.field("locationType")).isEqualTo("region");
    assertThat(answer.field("storageClass")).isEqualTo("NEARLINE");
    assertThat(answer.json().path("labels").path("team").asText()).isEqualTo("a");
    assertThat(answer.json().at("/lifecycle/rule/0/condition/age").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/versioning/enabled").asBoolean()).isTrue();
    assertThat(answer.field("metageneration")).isEqualTo("1");
  }

  @Test
  void aPatchMergesAndCountsMetagenerations() throws Exception {
    String bucket = server.bucket("\"labels\":{\"a\":\"1\",\"b\":\"2\"}");
    String path = "/storage/v1/b/" + bucket;

    Answer answer = server.patch(path, "{\"labels\":{\"a\":null,\"c\":\"3\"}}");

    assertThat(answer.json().path("labels").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
    assertThat(answer.field("metageneration")).isEqualTo("2");
    Answer stale = server.patch(path + "?ifMetagenerationMatch=1", "{\"labels\":null}");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.reason()).isEqualTo("conditionNotMet");
    assertThat(server.get(path + "?ifMetagenerationNotMatch=2").status()).isEqualTo(304);
    assertThat(server.delete(path + "?ifMetagenerationMatch=1").status()).isEqualTo(412);
    Answer update = server.send("PUT", path, "{\"labels\":{\"d\":\"4\"}}");
    assertThat(update.json().path("labels").toString()).isEqualTo("{\"d\":\"4\"}");
  }

  @Test
  void aBucketIsMadeOnceAndDeletedWhenEmpty() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "x", "1");

    Answer again = server.post("/storage/v1/b?project=p", "{\"name\":\"" + bucket + "\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.reason()).isEqualTo("conflict");
    Answer full = server.delete("/storage/v1/b/" + bucket);
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.message()).isEqualTo("The bucket you tried to delete is not empty.");
    assertThat(server.delete(TestServer.path(bucket, "x")).status()).isEqualTo(204);
    assertThat(server.delete("/storage/v1/b/" + bucket).status()).isEqualTo(204);
    Answer gone = server.get("/storage/v1/b/" + bucket);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.reason()).isEqualTo("notFound");
    assertThat(gone.message()).isEqualTo("The specified bucket does not exist.");
  }

  @Test
  void namesAreChecked() throws Exception {
    for (String name : new String[] {"ab", "Abc", "a..b", "192.168.1.1", "goog-x", "-abc"}) {
      Answer answer = server.post("/storage/v1/b?project=p", "{\"name\":\"" + name + "\"}");
      assertThat(answer.status()).as(name).isEqualTo(400);
      assertThat(answer.message()).isEqualTo("Invalid bucket name: '" + name + "'");
    }
    assertThat(server.post("/storage/v1/b", "{\"name\":\"abc\"}").message())
        .isEqualTo("Required parameter: project");
    assertThat(server.post("/storage/v1/b?project=p", "{no").reason()).isEqualTo("parseError");
  }

  @Test
  void bucketsAreListedByPage() throws Exception {
    String prefix = "page-" + System.nanoTime() + "-";
    for (int i = 0; i < 5; i++) {
      server.post("/storage/v1/b?project=p", "{\"name\":\"" + prefix + i + "\"}");
    }
    StringBuilder seen = new StringBuilder();
    String token = "";
    int pages = 0;
    do {
      Answer page =
          server.get(
              "/storage/v1/b?project=p&maxResults=2&prefix=" + prefix + "&pageToken=" + token);
      page.json()
          .path("items")
          .forEach(item -> seen.append(item.path("name").asText().charAt(prefix.length())));
      token = page.field("nextPageToken");
      pages++;
    } while (!token.isEmpty());
    assertThat(seen).hasToString("01234");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void policiesAreKept() throws Exception {
    String bucket = server.bucket();
    String path = "/storage/v1/b/" + bucket + "/iam";
    String etag = server.get(path).field("etag");

    Answer set =
        server.send(
            "PUT",
            path,
            "{\"etag\":\"" + etag + "\",\"bindings\":[{\"role\":\"r\",\"members\":[\"m\"]}]}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(server.get(path).json().at("/bindings/0/role").asText()).isEqualTo("r");
    assertThat(server.send("PUT", path, "{\"etag\":\"" + etag + "\"}").status()).isEqualTo(412);
    Answer tested = server.get(path + "/testPermissions?permissions=a&permissions=b");
    assertThat(tested.json().path("permissions").toString()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void hmacKeysAreKept() throws Exception {
    String path = "/storage/v1/projects/p/hmacKeys";
    Answer key = server.post(path + "?serviceAccountEmail=a@b", "");
    String id = key.json().at("/metadata/accessId").asText();
    assertThat(key.field("secret")).hasSize(40);
    assertThat(server.get(path + "?serviceAccountEmail=a@b").text()).contains(id);
    assertThat(server.delete(path + "/" + id).message())
        .isEqualTo("Cannot delete keys in 'ACTIVE' state.");
    assertThat(server.send("PUT", path + "/" + id, "{\"state\":\"INACTIVE\"}").field("state"))
        .isEqualTo("INACTIVE");
    assertThat(server.delete(path + "/" + id).status()).isEqualTo(204);
  }

  @Test
  void aRetentionPolicyThatIsLockedGetsNoShorter() throws Exception {
    String bucket = server.bucket("\"retentionPolicy\":{\"retentionPeriod\":\"100\"}");
    String path = "/storage/v1/b/" + bucket;
    Answer locked = server.post(path + "/lockRetentionPolicy?ifMetagenerationMatch=1", "");
    assertThat(locked.json().at("/retentionPolicy/isLocked").asBoolean()).isTrue();
    assertThat(server.patch(path, "{\"retentionPolicy\":null}").status()).isEqualTo(403);
    assertThat(server.patch(path, "{\"retentionPolicy\":{\"retentionPeriod\":\"200\"}}").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsTold() throws Exception {
    String bucket = server.bucket();
    Answer notifications = server.get("/storage/v1/b/" + bucket + "/notificationConfigs");
    assertThat(notifications.status()).isEqualTo(501);
    assertThat(notifications.reason()).isEqualTo("notImplemented");
    assertThat(server.get("/storage/v1/x").reason()).isEqualTo("notFound");
    Answer lists =
        server.post(
            "/storage/v1/b?project=p",
            "{\"name\":\"with-acl\",\"iamConfiguration\":{\"uniformBucketLevelAccess\":{\"enabled\":false}}}");
    assertThat(lists.status()).isEqualTo(501);
  }

  @Test
  void pagesOfOtherSitesAreRefused() throws Exception {
    Answer origin = server.get("/storage/v1/b?project=p", "Origin", "https://evil.example");
    assertThat(origin.status()).isEqualTo(403);
    assertThat(server.get("/storage/v1/b?project=p", "Authorization", "Bearer wrong").reason())
        .isEqualTo("authError");
  }
}
