package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link MultipartUploads} does. */
public abstract class MultipartUploadsContract extends StorageContract {
  private MultipartUploads uploads() {
    return (MultipartUploads) store;
  }

  private int partSize() {
    return (int) Math.max(uploads().minimumPartSize(), 1 << 20);
  }

  private Content slice(byte[] bytes, int number) {
    return Content.of(
        Arrays.copyOfRange(
            bytes, (number - 1) * partSize(), Math.min(number * partSize(), bytes.length)));
  }

  @Test
  protected void makesOneObjectOfParts() throws Exception {
    byte[] bytes = random(3 * partSize() + 1000);
    Upload upload = uploads().begin("name", partSize());
    ConcurrentLinkedQueue<Part> sent = new ConcurrentLinkedQueue<>();
    List<Check> sending = new ArrayList<>();
    for (int number : new int[] {4, 2, 3, 1}) {
      sending.add(() -> sent.add(uploads().putPart(upload, number, slice(bytes, number))));
    }
    atOnce(4, sending);
    List<Part> parts = new ArrayList<>(sent);
    parts.sort(Comparator.comparingInt(Part::number));

    StoredObject written = uploads().complete(upload, parts);

    assertThat(written.size()).isEqualTo(bytes.length);
    assertHolds("name", bytes);
    assertThat(store.head("name").orElseThrow().version()).isEqualTo(written.version());
    assertThat(uploads().unfinished("")).isEmpty();
  }

  @Test
  protected void makesAnObjectOfOneSmallPart() throws Exception {
    Upload upload = uploads().begin("name", partSize());

    uploads().complete(upload, List.of(uploads().putPart(upload, 1, content("small"))));

    assertHolds("name", bytes("small"));
  }

  @Test
  protected void showsNothingBeforeItIsComplete() throws Exception {
    store.put("name", content("before"));
    Upload upload = uploads().begin("name", partSize());
    uploads().putPart(upload, 1, content("after"));

    assertHolds("name", bytes("before"));
    assertThat(names(store, "")).containsExactly("name");
  }

  @Test
  protected void isContinuedByWhoFindsIt() throws Exception {
    byte[] bytes = random(partSize() + 1000);
    Upload begun = uploads().begin("folder/name", partSize());
    Part first = uploads().putPart(begun, 1, slice(bytes, 1));

    try (ObjectStore another = buckets().open(bucket)) {
      MultipartUploads others = (MultipartUploads) another;
      List<Upload> found = others.unfinished("folder/");
      assertThat(found).extracting(Upload::name).containsExactly("folder/name");
      assertThat(found).extracting(Upload::id).containsExactly(begun.id());
      assertThat(others.unfinished("other/")).isEmpty();
      assertThat(others.parts(found.get(0)))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("checksum")
          .containsExactly(first);
      List<Part> parts = new ArrayList<>(others.parts(found.get(0)));
      parts.add(others.putPart(found.get(0), 2, slice(bytes, 2)));
      others.complete(found.get(0), parts);
    }

    assertHolds("folder/name", bytes);
  }

  @Test
  protected void replacesAPart() throws Exception {
    Upload upload = uploads().begin("name", partSize());
    uploads().putPart(upload, 1, content("first"));
    Part again = uploads().putPart(upload, 1, content("second"));

    assertThat(uploads().parts(upload))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("checksum")
        .containsExactly(again);
    uploads().complete(upload, List.of(again));

    assertHolds("name", bytes("second"));
  }

  @Test
  protected void leavesNothingOfAnAbortedUpload() throws Exception {
    Upload upload = uploads().begin("name", partSize());
    Part part = uploads().putPart(upload, 1, content("x"));

    uploads().abort(upload);

    assertThat(uploads().unfinished("")).isEmpty();
    assertThat(store.head("name")).isEmpty();
    assertFails(
        Reason.NOT_FOUND, store.url("name"), () -> uploads().complete(upload, List.of(part)));
    assertFails(
        Reason.NOT_FOUND, store.url("name"), () -> uploads().putPart(upload, 2, content("y")));
    uploads().abort(upload);
  }

  @Test
  protected void completesOnce() throws Exception {
    Upload upload = uploads().begin("name", partSize());
    List<Part> parts = List.of(uploads().putPart(upload, 1, content("x")));
    uploads().complete(upload, parts);

    assertFails(Reason.NOT_FOUND, store.url("name"), () -> uploads().complete(upload, parts));

    assertHolds("name", bytes("x"));
  }
}
