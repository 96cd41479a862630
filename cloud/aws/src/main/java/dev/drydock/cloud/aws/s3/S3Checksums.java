package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.OwnChecksums.Expected;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The checksums that S3 has of objects, and how to verify their bytes with them. */
final class S3Checksums {
  /** Stored with objects in parts, since their ETag cannot be verified without it. */
  static final String PART_SIZE = "drydock-part-size";

  private static final Pattern PARTS = Pattern.compile("[0-9a-f]{32}-([0-9]{1,5})");

  private S3Checksums() {}

  static List<Checksum> of(HeadObjectResponse head) {
    boolean md5 = tagIsOfBytes(head.serverSideEncryption(), head.sseCustomerAlgorithm());
    return of(head.checksumCRC32(), head.checksumCRC32C(), head.eTag(), md5);
  }

  static List<Checksum> of(GetObjectResponse got) {
    boolean md5 = tagIsOfBytes(got.serverSideEncryption(), got.sseCustomerAlgorithm());
    return of(got.checksumCRC32(), got.checksumCRC32C(), got.eTag(), md5);
  }

  static List<Checksum> of(PutObjectResponse put) {
    boolean md5 = tagIsOfBytes(put.serverSideEncryption(), put.sseCustomerAlgorithm());
    return of(put.checksumCRC32(), put.checksumCRC32C(), put.eTag(), md5);
  }

  /**
   * From a listing, which does not say how an object is encrypted: the ETag if it looks like an
   * MD5.
   */
  static List<Checksum> ofListed(String tag) {
    return of(null, null, tag, true);
  }

  /** With keys of KMS or of the customer, the ETag is that of the encrypted bytes. */
  private static boolean tagIsOfBytes(ServerSideEncryption encryption, String customerAlgorithm) {
    return customerAlgorithm == null
        && (encryption == null || encryption == ServerSideEncryption.AES256);
  }

  private static List<Checksum> of(String crc32, String crc32c, String tag, boolean tagIsOfBytes) {
    List<Checksum> checksums = new ArrayList<>();
    // A checksum of the checksums of parts ends with a dash and a number.
    if (crc32 != null && !crc32.contains("-")) {
      checksums.add(crc32(crc32));
    }
    if (crc32c != null && !crc32c.contains("-")) {
      checksums.add(new Checksum(Checksum.Algorithm.CRC32C, hexadecimal(crc32c)));
    }
    String plain = unquoted(tag);
    if (tagIsOfBytes && PartsETag.isMd5(plain)) {
      checksums.add(new Checksum(Checksum.Algorithm.MD5, plain));
    }
    return checksums;
  }

  /** The checksum as a header has it; null, which the SDK omits, if it has another algorithm. */
  static String base64(Checksum checksum, Checksum.Algorithm algorithm) {
    return checksum.algorithm() == algorithm
        ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum.hexadecimal()))
        : null;
  }

  /** The checksum from a header, which may be absent. */
  static Checksum crc32(String base64) {
    return base64 == null
        ? Checksum.NONE
        : new Checksum(Checksum.Algorithm.CRC32, hexadecimal(base64));
  }

  private static String hexadecimal(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  /** ETags come in quotes (RFC 9110, section 8.8.3). */
  static String unquoted(String tag) {
    return tag == null ? "" : tag.replace("\"", "");
  }

  /** A stream that verifies the bytes with any checksum that the answer has. */
  static VerifiedInputStream verified(InputStream bytes, String url, GetObjectResponse response) {
    Checksum checksum = of(response).stream().findFirst().orElse(Checksum.NONE);
    long size = response.contentLength();
    Optional<Expected> parts =
        checksum.algorithm() == Checksum.Algorithm.NONE
                && tagIsOfBytes(response.serverSideEncryption(), response.sseCustomerAlgorithm())
            ? ofParts(size, response.metadata().get(PART_SIZE), response.eTag())
            : Optional.empty();
    return parts.isPresent()
        ? new VerifiedInputStream(bytes, url, size, parts.get().checksum(), parts.get().digest())
        : new VerifiedInputStream(bytes, url, size, checksum);
  }

  /**
   * How to verify an object in parts; empty if it is not one, or if the size of its parts is
   * unknown.
   */
  static Optional<Expected> ofParts(HeadObjectResponse head) {
    return tagIsOfBytes(head.serverSideEncryption(), head.sseCustomerAlgorithm())
        ? ofParts(head.contentLength(), head.metadata().get(PART_SIZE), head.eTag())
        : Optional.empty();
  }

  private static Optional<Expected> ofParts(long size, String partSize, String tag) {
    Matcher parts = PARTS.matcher(unquoted(tag));
    if (partSize == null || !partSize.matches("[1-9][0-9]{0,11}") || !parts.matches()) {
      return Optional.empty();
    }
    long part = Long.parseLong(partSize);
    return count(size, part) == Long.parseLong(parts.group(1))
        ? Optional.of(new Expected(new PartsETag(part), parts.group()))
        : Optional.empty();
  }

  private static long count(long size, long partSize) {
    return Math.max(1, (size + partSize - 1) / partSize);
  }
}
