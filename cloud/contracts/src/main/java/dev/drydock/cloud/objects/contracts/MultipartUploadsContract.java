package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link MultipartUploads} does. */
public abstract class MultipartUploadsContract extends StorageContract<MultipartUploads> {
  protected MultipartUploadsContract() {
    super(MultipartUploads.class);
  }

  private int partSize() {
    return (int) Math.max(store.minimumPartSize(), 1 << 20);
  }

  private Content slice(byte[] bytes, int number) {
    return Content.of(
        Arrays.copyOfRange(
            bytes, (number - 1) * partSize(), Math.min(number * partSize(), bytes.length)));
  }

  @Test
  protected void makesOneObjectOfParts() throws Exception {
    byte[] bytes = random(3 * partSize() + 1000);
    Upload upload = store.beginUpload("name", partSize());
    ConcurrentLinkedQueue<Part> sent = new ConcurrentLinkedQueue<>();
    List<Check> sending = new ArrayList<>();
    for (int number : new int[] {4, 2, 3, 1}) {
      sending.add(() -> sent.add(store.putPart(upload, number, slice(bytes, number))));
    }
    atOnce(4, sending);
    List<Part> parts = new ArrayList<>(sent);
    parts.sort(Comparator.comparingInt(Part::number));

    StoredObject written = store.complete(upload, parts);

    assertThat(written.size()).isEqualTo(bytes.length);
    assertHolds("name", bytes);
    assertThat(store.head("name").orElseThrow().version()).isEqualTo(written.version());
    assertThat(store.unfinished("")).isEmpty();
  }

  @Test
  protected void makesAnObjectOfOneSmallPart() throws Exception {
    Upload upload = store.beginUpload("name", partSize());

    store.complete(upload, List.of(store.putPart(upload, 1, content("small"))));

    assertHolds("name", bytes("small"));
  }

  @Test
  protected void showsNothingBeforeItIsComplete() throws Exception {
    store.put("name", content("before"));
    Upload upload = store.beginUpload("name", partSize());
    store.putPart(upload, 1, content("after"));

    assertHolds("name", bytes("before"));
    assertThat(names(store, "")).containsExactly("name");
  }

  @Test
  protected void isContinuedByAnotherClient() throws Exception {
    byte[] bytes = random(partSize() + 1000);
    Upload begun = store.beginUpload("folder/name", partSize());
    Part first = store.putPart(begun, 1, slice(bytes, 1));

    try (MultipartUploads others = open(bucket)) {
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
    Upload upload = store.beginUpload("name", partSize());
    store.putPart(upload, 1, content("first"));
    Part again = store.putPart(upload, 1, content("second"));

    assertThat(store.parts(upload))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("checksum")
        .containsExactly(again);
    store.complete(upload, List.of(again));

    assertHolds("name", bytes("second"));
  }

  @Test
  protected void leavesNothingOfAnAbortedUpload() throws Exception {
    Upload upload = store.beginUpload("name", partSize());
    Part part = store.putPart(upload, 1, content("x"));

    store.abort(upload);

    assertThat(store.unfinished("")).isEmpty();
    assertThat(store.head("name")).isEmpty();
    assertFails(Reason.NOT_FOUND, store.url("name"), () -> store.complete(upload, List.of(part)));
    assertFails(Reason.NOT_FOUND, store.url("name"), () -> store.putPart(upload, 2, content("y")));
    store.abort(upload);
  }

  @Test
  protected void completesOnce() throws Exception {
    Upload upload = store.beginUpload("name", partSize());
    List<Part> parts = List.of(store.putPart(upload, 1, content("x")));
    store.complete(upload, parts);

    assertFails(Reason.NOT_FOUND, store.url("name"), () -> store.complete(upload, parts));

    assertHolds("name", bytes("x"));
  }
}
