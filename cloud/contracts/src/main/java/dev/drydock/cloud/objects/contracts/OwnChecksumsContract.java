package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.OwnChecksums;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link OwnChecksums} does. The existing ones have checksums of objects in parts. */
public abstract class OwnChecksumsContract extends StorageContract<OwnChecksums> {
  protected OwnChecksumsContract() {
    super(OwnChecksums.class);
  }

  private StoredObject inParts(String name, byte[] bytes, int partSize) throws Exception {
    MultipartUploads uploads = (MultipartUploads) store;
    Upload upload = uploads.beginUpload(name, partSize);
    byte[] first = Arrays.copyOf(bytes, partSize);
    byte[] second = Arrays.copyOfRange(bytes, partSize, bytes.length);
    List<Part> parts =
        List.of(
            uploads.putPart(upload, 1, Content.of(first)),
            uploads.putPart(upload, 2, Content.of(second)));
    return uploads.complete(upload, parts);
  }

  @Test
  protected void verifiesTheBytes() throws Exception {
    byte[] bytes = random((5 << 20) + 1000);
    StoredObject written = inParts("name", bytes, 5 << 20);

    OwnChecksums.Expected expected = store.expected("name", written.version()).orElseThrow();
    // In pieces that end neither where a part ends nor where the object ends.
    for (int offset = 0; offset < bytes.length; offset += 70_001) {
      expected.digest().update(bytes, offset, Math.min(70_001, bytes.length - offset));
    }

    assertThat(expected.digest().hexadecimal()).isEqualTo(expected.checksum());
  }

  @Test
  protected void detectsOtherBytes() throws Exception {
    byte[] bytes = random((5 << 20) + 1000);
    StoredObject written = inParts("name", bytes, 5 << 20);

    OwnChecksums.Expected expected = store.expected("name", written.version()).orElseThrow();
    bytes[1_000_000]++;
    expected.digest().update(bytes, 0, bytes.length);

    assertThat(expected.digest().hexadecimal()).isNotEqualTo(expected.checksum());
  }

  @Test
  protected void hasNoneForAnObjectInOnePiece() throws Exception {
    StoredObject written = store.put("name", content("x"));

    assertThat(store.expected("name", written.version())).isEmpty();
  }

  @Test
  protected void refusesAnotherVersion() throws Exception {
    StoredObject first = store.put("name", content("first"));
    store.put("name", content("second"));

    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("name"),
        () -> store.expected("name", first.version()));
  }

  @Test
  protected void saysThatTheObjectDoesNotExist() {
    assertFails(Reason.NOT_FOUND, store.url("nothing"), () -> store.expected("nothing", "x"));
  }
}
