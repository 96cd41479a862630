package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsETagTest {
  @Test
  void isTheSameFromBytesAndFromTagsOfParts() throws Exception {
    byte[] bytes = new byte[2_500];
    new Random(1).nextBytes(bytes);
    PartsETag digest = new PartsETag(1_000);
    for (int offset = 0; offset < bytes.length; offset += 700) {
      digest.update(bytes, offset, Math.min(700, bytes.length - offset));
    }

    assertThat(digest.hexadecimal())
        .isEqualTo(
            PartsETag.of(
                    List.of(md5(bytes, 0, 1_000), md5(bytes, 1_000, 1_000), md5(bytes, 2_000, 500)))
                .orElseThrow())
        .endsWith("-3");
  }

  @Test
  void countsWholePartsOnce() {
    PartsETag digest = new PartsETag(10);
    digest.update(new byte[20], 0, 20);

    assertThat(digest.hexadecimal()).endsWith("-2");
    assertThat(new PartsETag(10).hexadecimal()).endsWith("-1");
  }

  @Test
  void isUnknownForOtherTags() {
    assertThat(PartsETag.of(List.of("encrypted-with-another-key"))).isEmpty();
  }

  private static String md5(byte[] bytes, int offset, int length) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    digest.update(bytes, offset, length);
    return HexFormat.of().formatHex(digest.digest());
  }
}
