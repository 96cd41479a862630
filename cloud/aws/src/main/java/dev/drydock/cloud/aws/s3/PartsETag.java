package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.VerifiedInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ETag that S3 gives to an object in parts: the MD5 of the MD5s of the parts, a dash, and the
 * number of parts (User Guide, "Checking object integrity in Amazon S3").
 */
final class PartsETag implements VerifiedInputStream.Digest {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final long partSize;
  private final MessageDigest part = md5();
  private final MessageDigest parts = md5();
  private long position;
  private int count;

  PartsETag(long partSize) {
    this.partSize = partSize;
  }

  /** Whether an ETag looks like an MD5, as that of an object in one piece does. */
  static boolean isMd5(String tag) {
    return MD5.matcher(tag).matches();
  }

  /** The ETag of an object from the ETags of its parts; empty if one of them is not an MD5. */
  static Optional<String> of(List<String> tags) {
    MessageDigest digest = md5();
    for (String tag : tags) {
      if (!isMd5(tag)) {
        return Optional.empty();
      }
      digest.update(HexFormat.of().parseHex(tag));
    }
    return Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + tags.size());
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int step = (int) Math.min(left, partSize - position);
      part.update(bytes, from, step);
      from += step;
      left -= step;
      position += step;
      if (position == partSize) {
        endPart();
      }
    }
  }

  private void endPart() {
    parts.update(part.digest());
    count++;
    position = 0;
  }

  @Override
  public String hexadecimal() {
    if (position > 0 || count == 0) {
      endPart();
    }
    return HexFormat.of().formatHex(parts.digest()) + "-" + count;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
