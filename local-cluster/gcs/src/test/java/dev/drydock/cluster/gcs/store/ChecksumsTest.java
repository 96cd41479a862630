package dev.drydock.cluster.gcs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumsTest {
  /** Around the length from which another thread sums. */
  @ParameterizedTest
  @CsvSource({
    "0,1",
    "5,5",
    "131072,65536",
    "131073,65536",
    "131072,1000",
    "262144,131072",
    "786432,65536",
    "1000001,4097",
    "3000000,3000000"
  })
  void sumsWhatPassesInPieces(int length, int piece) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Checksums sums = new Checksums(true);
    byte[] buffer = new byte[piece];
    for (int done = 0; done < length; done += piece) {
      int count = Math.min(piece, length - done);
      System.arraycopy(bytes, done, buffer, 0, count);
      sums.update(buffer, 0, count);
      if (done % 7 == 0) {
        sums.pause();
      }
    }
    assertThat(sums.count()).isEqualTo(length);
    assertThat(sums.md5())
        .isEqualTo(
            Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes)));
  }
}
