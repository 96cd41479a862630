package dev.drydock.storage.checksums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Checksum.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrcTest {
  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C"})
  void combinesTwoPieces(Algorithm algorithm) {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    for (int cut : new int[] {0, 1, 17, 65_536, 99_999, 100_000}) {
      int combined =
          Crc.combine(
              algorithm,
              check(algorithm, bytes, 0, cut),
              check(algorithm, bytes, cut, bytes.length - cut),
              bytes.length - cut);
      assertThat(combined).isEqualTo(check(algorithm, bytes, 0, bytes.length));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C"})
  void isTheCheckOfTheStandard(Algorithm algorithm) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    Crc crc = new Crc(algorithm);
    crc.update(digits, 0, digits.length);
    assertThat(crc.hexadecimal()).isEqualTo(algorithm == Algorithm.CRC32 ? "cbf43926" : "e3069283");
  }

  private static int check(Algorithm algorithm, byte[] bytes, int offset, int length) {
    Crc crc = new Crc(algorithm);
    crc.update(bytes, offset, length);
    return crc.value();
  }
}
