package dev.drydock.cloud.google.storage;

import com.google.api.client.http.HttpHeaders;
import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.BlobInfo;
import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.StoredObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Converts what Cloud Storage knows about an object. */
final class CloudStorageObjects {
  private CloudStorageObjects() {}

  static StoredObject of(BlobInfo blob) {
    OffsetDateTime updated = blob.getUpdateTimeOffsetDateTime();
    return new StoredObject(
        blob.getName(),
        blob.getSize(),
        updated == null ? Instant.now() : updated.toInstant(),
        String.valueOf(blob.getGeneration()),
        checksums(blob.getCrc32c(), blob.getMd5()));
  }

  /** From the generated client, which reads the answers to uploads. */
  static StoredObject of(StorageObject object) {
    return new StoredObject(
        object.getName(),
        object.getSize().longValueExact(),
        object.getUpdated() == null
            ? Instant.now()
            : Instant.ofEpochMilli(object.getUpdated().getValue()),
        String.valueOf(object.getGeneration()),
        checksums(object.getCrc32c(), object.getMd5Hash()));
  }

  /** Composed objects have no MD5. */
  private static List<Checksum> checksums(String crc32c, String md5) {
    return Stream.of(
            checksum(Checksum.Algorithm.CRC32C, crc32c), checksum(Checksum.Algorithm.MD5, md5))
        .filter(told -> told.algorithm() != Checksum.Algorithm.NONE)
        .toList();
  }

  private static Checksum checksum(Checksum.Algorithm algorithm, String base64) {
    return base64 == null
        ? Checksum.NONE
        : new Checksum(algorithm, HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
  }

  /** The CRC32C in {@code x-goog-hash: crc32c=…,md5=…} ("HTTP headers and query parameters"). */
  static Checksum checksum(HttpHeaders headers) {
    for (String value : headers.getHeaderStringValues("x-goog-hash")) {
      for (String hash : value.split(",", -1)) {
        if (hash.strip().startsWith("crc32c=")) {
          return checksum(Checksum.Algorithm.CRC32C, hash.strip().substring("crc32c=".length()));
        }
      }
    }
    return Checksum.NONE;
  }

  static String base64(Checksum crc32c) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(crc32c.hexadecimal()));
  }
}
